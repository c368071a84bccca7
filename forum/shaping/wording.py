"""The words a charity may put its own in place of, with those that are shipped; and the words for whom the site is."""

from collections.abc import Mapping
from dataclasses import dataclass

PEOPLE = "people"
# How a public page says whom it is for. Anything else in the choice is the charity's own words, as they stand.
WHO: Mapping[str, str] = {
    "people": "people who have lived through sexual violence",
    "survivors": "survivors of sexual violence",
    "both": "victims and survivors of sexual violence",
}
REGIONS: Mapping[str, str] = {
    "England": "England",
    "Wales": "Wales",
    "Scotland": "Scotland",
    "NI": "Northern Ireland",
}
LONGEST = 1_000


@dataclass(frozen=True)
class Wording:
    """One paragraph of a public page. An empty default means that nothing stands there until somebody writes it."""

    key: str
    label: str
    default: str


WORDINGS = (
    Wording(
        "home.lede",
        "The first paragraph of the front page",
        "This is a quiet place to read, and to be read by people who understand. Something was done to you that should "
        "not have been done. Here you can talk about it, or about anything else, or about nothing at all.",
    ),
    Wording(
        "about.own",
        "A paragraph of your own on “About this place”, such as where you work and how to complain",
        "",
    ),
    Wording(
        "guidelines.lede",
        "The first paragraph of “How we are together”",
        "A few things are asked of everybody who writes here, the team included. They are there so that people who are "
        "tired, frightened or new can be here too.",
    ),
    Wording(
        "guidelines.own",
        "A paragraph of your own in “What we ask”",
        "",
    ),
    Wording(
        "help.lede",
        "The first paragraph of “Help now”",
        "These people are not part of this site. You do not have to say your name, and you can end the call whenever "
        "you like.",
    ),
    Wording(
        "cover.note",
        "A sentence about your usual hours, on “When we are here”. The hours themselves come from the rota",
        "",
    ),
)
DEFAULTS: Mapping[str, str] = {wording.key: wording.default for wording in WORDINGS}
