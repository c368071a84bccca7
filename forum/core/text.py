"""Plain text as a person typed it, without the characters that only deceive."""

import re
import unicodedata

# Bidirectional overrides and isolates, and the marks that take no room. The two joiners (200C, 200D) stay: emoji and
# several scripts need them.
_DECEIVING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
# Counted as letters or symbols, and drawn as nothing: Hangul fillers and the empty Braille cell.
_EMPTY = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """`text` in composed form (NFC) with plain line ends, without deceiving or control characters."""
    # A lone surrogate cannot be stored by any database.
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "ignore").decode()
    # Composed last, because a mark taken out may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", _CONTROLS.sub("", _DECEIVING.sub("", text)))


def is_blank(text: str) -> bool:
    """Is there nothing in `text` that anybody could see?"""
    return not any(unicodedata.category(mark)[0] in "LNPS" and mark not in _EMPTY for mark in text)
