"""What somebody may be looking for in the directory, and whom a line is for.

The keys stand in addresses, and so in the history of a browser: they are plain words that tell nothing.
"""

from collections.abc import Mapping

from forum.shaping.wording import REGIONS as _OF_THE_COUNTRY

EVERYWHERE = "UK"
REGIONS = tuple(_OF_THE_COUNTRY)
# "NI" is how the rows and addresses have it.
REGION_NAMES: Mapping[str, str] = {EVERYWHERE: "The whole UK", **_OF_THE_COUNTRY}

NEEDS: Mapping[str, str] = {
    "talk": "Somebody to talk to",
    "night": "It is too much, or I think about dying",
    "care": "Medical care, or an examination, with or without the police",
    "home": "Somebody close to me hurts or controls me",
    "law": "Reporting, the police, or court",
    "early": "It happened when I was a child",
    "pictures": "Somebody shares pictures of me",
    "followed": "Somebody follows or watches me",
    "family": "Pressure to marry, or harm in the name of honour",
    "child": "I am worried about a child",
    "self": "I am worried about what I or somebody else might do",
}
WHO: Mapping[str, str] = {
    "women": "Women",
    "men": "Men",
    "rainbow": "LGBT+ people",
    "young": "Children and young people",
    "roots": "Black and minoritised people",
    "access": "Disabled people",
    "deaf": "Deaf people",
    "later": "Older people",
    "beside": "Family, friends and carers",
}
