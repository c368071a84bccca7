"""Words as the index knows them, and what somebody asked for.

Case, accents, apostrophes and ways of writing the same letter make no difference. There is no guessing of languages: a
word of four letters or more also finds longer ones that begin with it, and words in quotes are found as they stand.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

LONGEST_WORD = 40
MOST_TERMS = 8
_WORD = re.compile("w+(?:'w+)*")
_MASK = {"L": "w", "N": "w", "M": "w"}
_APOSTROPHES = "'’ʼ＇"
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
BEGINNING = 4
Entry: TypeAlias = tuple[int, Sequence[str]]
"""The number of an entry of the index, and its words."""


@dataclass(frozen=True)
class Placed:
    """One word of a text as the index knows it, and where it stands there."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Term:
    """Words that stand together. `begins`: the last of them may go on."""

    words: tuple[str, ...]
    begins: bool = False

    def stands_at(self, placed: Sequence[Placed], number: int) -> bool:
        """Do these words begin with the one of that number?"""
        found = [one.word for one in placed[number : number + len(self.words)]]
        if len(found) < len(self.words) or found[:-1] != list(self.words[:-1]):
            return False
        return found[-1].startswith(self.words[-1]) if self.begins else found[-1] == self.words[-1]


def placed_words(text: str) -> Iterator[Placed]:
    """Every word of `text`."""
    mask = "".join("'" if one in _APOSTROPHES else _MASK.get(unicodedata.category(one)[0], " ") for one in text)
    for found in _WORD.finditer(mask):
        word = fold(text[found.start() : found.end()])
        if word:
            yield Placed(word, found.start(), found.end())


def words_of(text: str) -> list[str]:
    """The same, as the index keeps them."""
    return [placed.word for placed in placed_words(text)]


def fold(word: str) -> str:
    """`word` without case, accents and apostrophes, and never longer than the index keeps."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    return "".join(one for one in apart if unicodedata.category(one)[0] in "LN")[:LONGEST_WORD]


def terms_of(query: str) -> list[Term]:
    """What to look for: each word, and what stands in quotes as it stands. Single plain letters say too little."""
    quoted = [Term(tuple(words_of(phrase))) for phrase in _QUOTED.findall(query)]
    single = [Term((word,), begins=len(word) >= BEGINNING) for word in words_of(_QUOTED.sub(" ", query))]
    said = [term for term in [*quoted, *single] if term.words and not _is_one_letter(term)]
    return list(dict.fromkeys(said))[:MOST_TERMS]


def _is_one_letter(term: Term) -> bool:
    """A letter of the Latin alphabet alone; in other scripts one sign may be a word."""
    return len(term.words) == 1 and len(term.words[0]) == 1 and term.words[0].isascii()
