"""Plain text as a person typed it, without the characters that only deceive."""

import re
import unicodedata
from functools import lru_cache

from confusable_homoglyphs import confusables

# Bidirectional overrides and isolates, and the marks that take no room. The two joiners (200C, 200D) stay: emoji and
# several scripts need them.
_DECEIVING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
# Counted as letters or symbols, and drawn as nothing: Hangul fillers and the empty Braille cell.
_EMPTY = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# No script piles more marks on one letter; a pile of hundreds covers the words of others.
_MOST_MARKS = 8
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """`text` in composed form (NFC) with plain line ends, without deceiving or control characters, no letter under more
    marks than any script has."""
    # A lone surrogate cannot be stored by any database.
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    # Composed last, because a mark taken out may have stood between a letter and its accent.
    return _without_piles(unicodedata.normalize("NFC", _CONTROLS.sub("", _DECEIVING.sub("", text))))


def _without_piles(text: str) -> str:
    if text.isascii():
        return text
    kept, pile = [], 0
    for mark in text:
        pile = pile + 1 if unicodedata.category(mark) in ("Mn", "Me") else 0
        if pile <= _MOST_MARKS:
            kept.append(mark)
    return "".join(kept)


def is_blank(text: str) -> bool:
    """Is there nothing in `text` that anybody could see?"""
    return not any(unicodedata.category(mark)[0] in "LNPS" and mark not in _EMPTY for mark in text)


def fold(text: str) -> str:
    """`text` for comparing, never for showing: without case, accents, marks that take no room, and with letters that
    look like Latin ones made Latin."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(_like_latin(mark) for mark in plain)


@lru_cache(maxsize=4096)
def _like_latin(mark: str) -> str:
    """As `look_alike`; a small letter that looks like none may as a capital (Cyrillic, Greek)."""
    small = look_alike(mark)
    capital = mark.upper()
    large = look_alike(capital) if len(capital) == 1 and not small.isascii() else small
    return (large if large.isascii() else small).casefold()


@lru_cache(maxsize=4096)
def look_alike(mark: str) -> str:
    """The plain Latin letter or digit that `mark` can be mistaken for, or itself; nothing for what takes no room."""
    if mark.isascii():
        return mark
    if unicodedata.category(mark) in ("Mn", "Me", "Cf"):
        return ""
    alike = [entry["c"] for entry in confusables.confusables_data.get(mark, [])]
    plain = sorted(text.casefold() for text in alike if text.isascii() and text.isalnum())
    return plain[0] if plain else mark
