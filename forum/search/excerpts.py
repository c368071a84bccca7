"""The words around what was found. Cut from what the reader is shown, never from anything else."""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

from forum.search.words import Placed, Term, placed_words

BEFORE, AFTER = 70, 150
_INLINE = re.compile(r"</?(?:em|strong|a)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


class Piece(NamedTuple):
    """Some words of an excerpt; `found` says that they are what was asked for."""

    words: str
    found: bool


def plain_words(html: str) -> str:
    """What can be read in a post."""
    return " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", html))).split())


def excerpt(html: str, terms: Sequence[Term]) -> list[Piece]:
    """The place in a shown post where the first of the terms stands, with everything found there marked."""
    text = plain_words(html)
    placed = list(placed_words(text))
    found = _found(placed, terms)
    if not found:
        return [Piece(_cut(text, 0, BEFORE + AFTER), False)]
    begin, end = max(0, found[0][0] - BEFORE), min(len(text), found[0][1] + AFTER)
    begin = text.find(" ", begin, found[0][0]) + 1 if begin else 0
    pieces, at = [Piece("… " if begin else "", False)], begin
    for start, stop in found:
        if start >= at and stop <= end:
            pieces += [Piece(text[at:start], False), Piece(text[start:stop], True)]
            at = stop
    pieces.append(Piece(_cut(text, at, end), False))
    return [piece for piece in pieces if piece.words]


def _found(placed: Sequence[Placed], terms: Sequence[Term]) -> list[tuple[int, int]]:
    spans = {
        (placed[number].start, placed[number + len(term.words) - 1].end)
        for term in terms
        for number in range(len(placed))
        if term.stands_at(placed, number)
    }
    return sorted(spans)


def _cut(text: str, start: int, end: int) -> str:
    """`text` from `start` to about `end`, at the end of a word."""
    if end >= len(text):
        return text[start:]
    return text[start : max(text.rfind(" ", start, end), start)] + " …"
