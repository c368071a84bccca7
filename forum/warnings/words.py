"""One person's own words and phrases, and whether a text has any of them.

A word matches as a whole word and with its plain English endings ("stab": stabs, stabbed, stabbing); with a star at its
end ("stab*") it matches every word that begins so. A phrase matches over punctuation and line breaks. What is folded is
in `folding`. Own words are only ever looked up, never made into a pattern, so none of them can make a page slow.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import groupby, pairwise

from forum.core.sealed import Token, unseal
from forum.warnings.base import View
from forum.warnings.folding import SPACELESS, Folded, collapsed, folded, words_of

MOST, LONGEST = 200, 60
NAME = "your own words"
VIEWS = (View.LABEL, View.COVER, View.HIDE)
_SURE = 5  # From so many letters on, any repeated letter is a word stretched; below, only three in a row.
_ORDER = tuple(View)
Entry = tuple[str, View]


@dataclass(frozen=True)
class Index:
    """The words of one person, laid out for looking up."""

    words: Mapping[str, View]
    stretched: Mapping[str, tuple[Entry, ...]]  # by what they collapse to
    beginnings: Mapping[str, View]
    lengths: tuple[int, ...]  # of the beginnings
    phrases: Mapping[tuple[str, ...], View]
    pairs: frozenset[tuple[str, str]]  # the first two words of a phrase
    spans: tuple[int, ...]  # how many words the phrases have
    solid: Mapping[str, View]  # everything without spaces


class OwnWords:
    """Compiled once; two with the same `mark` are the same words."""

    def __init__(self, entries: Iterable[Entry], mark: str = "") -> None:
        kept = list(entries)
        self.mark = mark or (sha256(as_text(kept).encode()).hexdigest() if kept else "")
        self._index = _index(kept)

    def __bool__(self) -> bool:
        return bool(self._index.solid)

    def view_of(self, text: str) -> View:
        """How a text with these words is met: the strictest that matches; "show" if none does."""
        if not text or not self:
            return View.SHOW
        return max(self._found(folded(text)), key=_ORDER.index, default=View.SHOW)

    def _found(self, text: Folded) -> list[View]:
        index = self._index
        found = [index.words[word] for word in text.loose & index.words.keys()]
        for length in index.lengths:
            found += [index.beginnings[w[:length]] for w in text.loose if w[:length] in index.beginnings]
        for short, word in text.stretched:
            found += [view for own, view in index.stretched.get(short, ()) if _is_stretched(word, own)]
        for word in text.starred:
            found += [view for own, view in index.words.items() if len(own) == len(word) and _fits(word, own)]
        for solid in (*text.runs, text.solid):
            found += [view for own, view in index.solid.items() if own in solid] if solid else []
        return found + [view for flow in text.flows for view in self._phrases(flow)] if index.pairs else found

    def _phrases(self, flow: tuple[str, ...]) -> list[View]:
        index = self._index
        if index.pairs.isdisjoint(pairwise(flow)):
            return []
        starts = [place for place, pair in enumerate(pairwise(flow)) if pair in index.pairs]
        spots = {flow[place : place + span] for place in starts for span in index.spans}
        return [index.phrases[spot] for spot in spots if spot in index.phrases]


def of_sheet(token: Token | None, bound_to: str) -> OwnWords:
    """The own words that a sheet keeps sealed."""
    if token is None:
        return NO_WORDS
    return _opened(sha256(token.encode()).hexdigest(), token, bound_to)


def as_text(entries: Iterable[Entry]) -> str:
    """As they are sealed."""
    return json.dumps([[phrase, view.value] for phrase, view in entries])


def from_text(text: str | None) -> list[Entry]:
    """As they were sealed."""
    return [(phrase, View(view)) for phrase, view in json.loads(text or "[]")]


def is_too_short(phrase: str) -> bool:
    """Would it match nearly everything? Two letters at least, one where a sign is a word; three before a star."""
    letters = "".join(words_of(phrase))
    return len(letters) < (1 if SPACELESS.search(letters) else 3 if phrase.rstrip().endswith("*") else 2)


@lru_cache(maxsize=256)
def _opened(mark: str, token: Token, bound_to: str) -> OwnWords:
    return OwnWords(from_text(unseal(token, bound_to=bound_to)), mark)


def _index(entries: list[Entry]) -> Index:
    words: dict[str, View] = {}
    beginnings: dict[str, View] = {}
    phrases: dict[tuple[str, ...], View] = {}
    solid: dict[str, View] = {}
    # The strictest last, so that it stays.
    for phrase, view in sorted(entries, key=lambda entry: _ORDER.index(entry[1])):
        parts = words_of(phrase)
        if not parts:
            continue
        *first, last = parts
        if first:
            phrases |= {(*first, form): view for form in _forms(last)}
        else:
            words |= dict.fromkeys(_forms(last), view)
        if not first and phrase.rstrip().endswith("*"):
            beginnings[last] = view
        solid["".join(parts)] = view
    stretched: dict[str, tuple[Entry, ...]] = {}
    for word, view in words.items():
        stretched[collapsed(word)] = (*stretched.get(collapsed(word), ()), (word, view))
    return Index(
        words=words,
        stretched=stretched,
        beginnings=beginnings,
        lengths=tuple(sorted({len(word) for word in beginnings})),
        phrases=phrases,
        pairs=frozenset((phrase[0], phrase[1]) for phrase in phrases),
        spans=tuple(sorted({len(phrase) for phrase in phrases})),
        solid=solid,
    )


def _forms(word: str) -> set[str]:
    """`word` and its plain English endings. Other scripts and very short words stand for themselves."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return {word}
    forms = {word, f"{word}s", f"{word}es", f"{word}d", f"{word}ed", f"{word}ing", f"{word}er", f"{word}ers"}
    stem = word[:-1]
    if word.endswith("e"):
        forms |= {f"{stem}ing"}
    elif word.endswith("y"):
        forms |= {f"{stem}ies", f"{stem}ied"}
    else:
        forms |= {f"{word}{word[-1]}{ending}" for ending in ("ed", "ing", "er", "ers")}
    return forms


def _is_stretched(word: str, own: str) -> bool:
    """Is `word` the word `own` with letters repeated? Both collapse to the same."""
    pairs = list(zip(_lengths(word), _lengths(own), strict=True))
    is_longer = any(there >= (3 if len(own) < _SURE else 2) and there > here for there, here in pairs)
    return is_longer and all(there >= here for there, here in pairs)


def _lengths(word: str) -> list[int]:
    return [sum(1 for _ in run) for _, run in groupby(word)]


def _fits(starred: str, own: str) -> bool:
    """`kn*fe` fits `knife`."""
    return all(mark in ("*", letter) for mark, letter in zip(starred, own, strict=True))


NO_WORDS = OwnWords(())
