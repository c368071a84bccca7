"""The door for whatever looks over somebody's words with them while they write.

A detector is a function from a text to hints. It runs when the writer asks, on nothing but the text, here on this
server; nothing it finds is kept, counted, logged or shown to anybody else, and it never stops anybody from sending.
The detectors below are a first simple set: plain patterns, chosen to point out too little rather than too much. They
miss a lot, and the page says so.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class HintKind(StrEnum):
    """What a hint points at."""

    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    HANDLE = "handle"
    NAME = "name"
    DANGER = "danger"


CALLED = {
    HintKind.EMAIL: "an e-mail address",
    HintKind.PHONE: "a phone number",
    HintKind.POSTCODE: "a postcode",
    HintKind.ADDRESS: "a street and number",
    HintKind.HANDLE: "a name on another site",
    HintKind.NAME: "a full name",
}
"""How each is named to the writer. Danger is not pointed at in the words: it opens the lines to call."""


@dataclass(frozen=True, order=True)
class Hint:
    """Something from `start` to `end` of a text."""

    start: int
    end: int
    kind: HintKind

    @property
    def called(self) -> str:
        return CALLED[self.kind]

    @property
    def key(self) -> str:
        """What a button says, to mean this hint."""
        return f"{self.start}-{self.end}"


Detector = Callable[[str], Iterable[Hint]]
_DETECTORS: list[Detector] = []
LEFT_OUT = "(left out)"
LOOKED_AT = 40_000
"""Of a text longer than anybody can send only so much is looked at."""


def detector(find: Detector) -> Detector:
    """Register a detector."""
    _DETECTORS.append(find)
    return find


def contacts_in(text: str) -> list[Hint]:
    """What could lead to a person, in the order of the text; of hints that overlap, the one that begins first."""
    kept: list[Hint] = []
    for hint in sorted(_found(text), key=lambda one: (one.start, -one.end)):
        if hint.kind != HintKind.DANGER and (not kept or kept[-1].end <= hint.start):
            kept.append(hint)
    return kept


def tells_of_danger(text: str) -> bool:
    """Does the text hold words that people use when something is wrong now?"""
    return any(hint.kind == HintKind.DANGER for hint in _found(text))


def take_out(text: str, hints: Iterable[Hint]) -> str:
    """`text` with LEFT_OUT in place of each hint, and every other character as it was."""
    for hint in sorted(hints, reverse=True):
        text = text[: hint.start] + LEFT_OUT + text[hint.end :]
    return text


def _found(text: str) -> Iterable[Hint]:
    text = text[:LOOKED_AT]
    return (hint for find in _DETECTORS for hint in find(text) if 0 <= hint.start < hint.end <= len(text))


def _by(pattern: "re.Pattern[str]", kind: HintKind, text: str) -> Iterable[Hint]:
    return (Hint(found.start(), found.end(), kind) for found in pattern.finditer(text))


# Every repetition is bounded, so that no text takes long.
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_PHONE = re.compile(r"(?<![\w+])(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9](?:[ ()-]{0,2}\d){8,9}(?!\d)")
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}(?!\w)", re.IGNORECASE)
_ROAD = "street|road|avenue|lane|close|drive|crescent|gardens|terrace|court|way"
_ADDRESS = re.compile(rf"(?<!\w)\d{{1,4}}[a-z]?,? (?:[A-Z][a-z']{{1,20}} ){{1,3}}(?i:{_ROAD})(?!\w)")
_HANDLE = re.compile(r"(?<![\w@/.])@[A-Za-z0-9_][\w.]{1,29}")
_NAMED = re.compile(
    r"(?i:\b(?:my (?:full |real )?name is|i am called|his name is|her name is|their name is)) "
    r"((?:[A-Z][\w'-]{1,20})(?: [A-Z][\w'-]{1,20}){1,2})"
)
_NOW = "right now|at the moment|tonight|now"
_DANGER = re.compile(
    rf"\b(?:(?:he|she|they)(?: is|'s|’s| are|'re|’re) (?:outside|at the door|in the house|here again|coming for me)"
    rf"|(?:i am|i'm|i’m|we are|we're|we’re) (?:in danger|not safe)(?: (?:{_NOW}))?"
    rf"|(?:going to|will|wants to|threatened to) kill (?:me|us)"
    rf"|(?:going to|want to|wanna|about to) (?:(?:end|take) my (?:own )?life|kill myself|die|end it (?:all|{_NOW}))"
    rf"|(?:cannot|can't|can’t) (?:go on (?:{_NOW}|like this|any ?more)|keep myself safe)"
    rf"|(?:do not|don't|don’t) want to (?:live|be alive|wake up|be here any ?more)|no reason to live"
    rf"|(?:locked in|won't let me (?:out|leave)|won’t let me (?:out|leave)))\b",
    re.IGNORECASE,
)


@detector
def ways_to_reach_somebody(text: str) -> Iterable[Hint]:
    """E-mail addresses, British phone numbers and names on other sites."""
    yield from _by(_EMAIL, HintKind.EMAIL, text)
    yield from _by(_PHONE, HintKind.PHONE, text)
    yield from _by(_HANDLE, HintKind.HANDLE, text)


@detector
def places_where_somebody_is(text: str) -> Iterable[Hint]:
    """British postcodes, and streets with a number."""
    yield from _by(_POSTCODE, HintKind.POSTCODE, text)
    yield from _by(_ADDRESS, HintKind.ADDRESS, text)


@detector
def names_that_are_given(text: str) -> Iterable[Hint]:
    """Only where the words say that a name follows: a guess at every two capital letters would point at too much."""
    return (Hint(*found.span(1), HintKind.NAME) for found in _NAMED.finditer(text))


@detector
def danger_in_plain_words(text: str) -> Iterable[Hint]:
    """A few phrases, to offer lines to call. That they are missing means nothing, and that they are there may not
    either: the page says neither."""
    return _by(_DANGER, HintKind.DANGER, text)
