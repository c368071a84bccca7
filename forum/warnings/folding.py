"""A text as one's own words are compared with it: folded once, however many readers and words there are.

What is undone: case, accents, letters that look alike (forum.core.text.fold); digits and signs for letters ("kn1fe",
"f@ther"); marks inside a word ("kni.fe", "fa-ther"); letters set apart ("k n i f e", "k.n.i.f.e"); letters repeated
("kniiiife"); a letter starred out ("kn*fe"). Each step looks at every character a fixed number of times, so no text is
slow to fold, whoever wrote it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from forum.core.text import fold

_WORD = re.compile(r"[^\W_]+")
_NOT_WORD = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_DOUBLED = re.compile(r"([^\W_])\1+")
_APART = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_](?![^\W_])){2,}")
_STARRED = re.compile(r"[^\W_]+(?:[*#%\u2022]+[^\W_]+)+")
_STARS = re.compile(r"[*#%\u2022]")
# Scripts that are written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_ROUND = "\"'()[]{}<>*_-/.,;:?\u2026\u201c\u201d\u2018\u2019\u00ab\u00bb"
_BEFORE, _AFTER = _ROUND, f"{_ROUND}!"
_SIGNS = str.maketrans({"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "\u20ac": "e"})
_ONES = tuple(str.maketrans({"1": letter, "!": letter, "|": letter}) for letter in "il")
_MOST_STARRED = 50
_LONGEST_KEPT = 4_000


@dataclass(frozen=True, slots=True)
class Folded:
    """One text, ready to be compared. `flows` are its words in order, as written and with signs read as letters;
    `loose` is every single word in every way it can be read."""

    flows: tuple[tuple[str, ...], ...]
    loose: frozenset[str]
    stretched: tuple[tuple[str, str], ...]  # words with repeated letters: what they collapse to, and as written
    starred: tuple[str, ...]
    runs: tuple[str, ...]  # letters that stood apart, put together
    solid: str  # all of it without spaces, where the script has none


def folded(text: str) -> Folded:
    """`text` folded. Short texts, which most are, are kept for a while."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def words_of(text: str) -> tuple[str, ...]:
    """The words of somebody's own phrase."""
    return tuple(_WORD.findall(fold(text)))


def collapsed(word: str) -> str:
    """`word` with every letter once where it stood several times in a row."""
    return _DOUBLED.sub(r"\1", word)


def _fold(text: str) -> Folded:
    plain = fold(text)
    flow = tuple(_WORD.findall(plain))
    loose = set(flow)
    starred: list[str] = []
    read: list[str] = []
    for chunk in plain.split():
        core = chunk.lstrip(_BEFORE).rstrip(_AFTER)
        if core.isalpha():
            read.append(core)
            continue
        for reading in _readings(core):
            read += _WORD.findall(reading)
            loose.add(_NOT_WORD.sub("", reading))
        if len(starred) < _MOST_STARRED and _STARRED.fullmatch(core):
            starred.append(_STARS.sub("*", core))
    loose.update(read)
    flows = (flow,) if tuple(read) == flow else (flow, tuple(read))
    apart = min(map(len, flow), default=0) == 1
    return Folded(
        flows=flows,
        loose=frozenset(loose),
        stretched=tuple((collapsed(word), word) for word in _doubled(loose)),
        starred=tuple(starred),
        runs=tuple(_runs(plain)) if apart else (),
        solid=_NOT_WORD.sub("", plain) if not plain.isascii() and SPACELESS.search(plain) else "",
    )


_kept = lru_cache(maxsize=512)(_fold)


def _doubled(words: Iterable[str]) -> Iterator[str]:
    """Those with a letter several times in a row: looked for in all of them at once, which is far less work."""
    text, end = "\n".join(words), -1
    for found in _DOUBLED.finditer(text):
        if found.start() > end:
            begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            end = len(text) if end < 0 else end
            yield text[begin:end]


def _readings(core: str) -> Iterator[str]:
    """A word with digits or signs in it, as the letters these can stand for; as it is if it has no letter at all."""
    if not _LETTER.search(core):
        yield core
        return
    signs = core.translate(_SIGNS)
    readings = {signs.translate(ones) for ones in _ONES}
    yield from sorted(readings)


def _runs(plain: str) -> Iterator[str]:
    for found in _APART.finditer(plain):
        for reading in _readings(found.group()):
            run = _NOT_WORD.sub("", reading)
            yield run
            if collapsed(run) != run:
                yield collapsed(run)
