"""Which pseudonyms can be taken: kind to see, unlike any other, and telling nobody who somebody is.

Two names are alike when their skeletons are equal: compatibility form (NFKC), case, spacing and punctuation set aside,
and letters that look alike made one (Unicode confusables, UTS #39, through the library confusable-homoglyphs).
"""

import re
import unicodedata

from forum.core.refusals import Refusal
from forum.core.text import clean, look_alike

LONGEST = 30
_SAME = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o", "5": "s", "3": "e", "4": "a", "7": "t", "8": "b"})
_RESERVED = (
    "moderator", "admin", "administrator", "staff", "support team", "safeguarding", "practitioner", "manager",
    "helpline", "holdfast", "the team", "official", "system", "police", "samaritans",
)  # fmt: skip
_EMAIL = re.compile(r"@|\b\S+\s*\(?\[?\bat\b\]?\)?\s*\S+\s*\(?\[?\bdot\b\]?\)?\s*\w{2,}", re.IGNORECASE)
_SITE = re.compile(r"https?:|www\.|\.(?:com|co|uk|org|net|me|io)\b", re.IGNORECASE)


class PseudonymTaken(Refusal):
    """Somebody has this name, or one that could be mistaken for it."""

    code = "pseudonym_taken"
    message = "Somebody here has a name that looks like this one. Please choose another, so nobody mixes you up."


class PseudonymTells(Refusal):
    """The name holds an e-mail address, a phone number or another way to find somebody."""

    code = "pseudonym_tells"
    message = (
        "That looks like an e-mail address, a phone number or a web name. To keep you safe, "
        "please choose a name that nobody could use to find you."
    )


class PseudonymUnclear(Refusal):
    """The name is empty, too long, or claims to be the team."""

    code = "pseudonym_unclear"
    message = f"Please choose a name with at least two letters and at most {LONGEST} characters."


class PseudonymReserved(Refusal):
    code = "pseudonym_reserved"
    message = "That name could be taken for somebody from the team. Please choose another."


def tidy(text: str) -> str:
    """A pseudonym as it will be shown: joiners out, single spaces."""
    text = unicodedata.normalize("NFKC", clean(text)).replace("\u200c", "").replace("\u200d", "")
    return " ".join(text.split())


def skeleton(name: str) -> str:
    """What `name` looks like once everything that can be mistaken is set aside."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(look_alike(mark) for mark in folded if unicodedata.category(mark)[0] in "LN")
    return letters.casefold().translate(_SAME).replace("rn", "m").replace("vv", "w")


def check(name: str) -> None:
    """Refuse a tidied pseudonym that is unclear, telling or reserved. Raises a Refusal with a kind reason."""
    if _EMAIL.search(name) or _SITE.search(name) or sum(mark.isdigit() for mark in name) >= 6:
        raise PseudonymTells
    letters = sum(unicodedata.category(mark)[0] == "L" for mark in name)
    if letters < 2 or len(name) > LONGEST or _has_stray_marks(name):
        raise PseudonymUnclear
    bones = skeleton(name)
    if any(skeleton(word) in bones for word in _RESERVED if len(word) > 6) or bones in map(skeleton, _RESERVED):
        raise PseudonymReserved


def _has_stray_marks(name: str) -> bool:
    """More than two combining marks on one letter hide the lines around them."""
    run = 0
    for mark in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.combining(mark) else 0
        if run > 2:
            return True
    return False
