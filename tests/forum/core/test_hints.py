"""Looking words over: what is pointed out, what is left alone, and that taking out changes nothing else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core.hints import LEFT_OUT, LOOKED_AT, HintKind, contacts_in, take_out, tells_of_danger


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("Write to robin@mail.example if you like.", HintKind.EMAIL, "robin@mail.example"),
        ("My number is 07700 900123.", HintKind.PHONE, "07700 900123"),
        ("Ring +44 7700 900123 after six.", HintKind.PHONE, "+44 7700 900123"),
        ("Ring (020) 7946 0958.", HintKind.PHONE, "(020) 7946 0958"),
        ("I live near SW1A 1AA, by the park.", HintKind.POSTCODE, "SW1A 1AA"),
        ("It is 12 Low Tide Lane.", HintKind.ADDRESS, "12 Low Tide Lane"),
        ("I am @soft_sand there.", HintKind.HANDLE, "@soft_sand"),
        ("My name is Robin Shell, hello.", HintKind.NAME, "Robin Shell"),
    ],
)
def test_what_could_lead_to_somebody_is_pointed_out(words: str, kind: HintKind, found: str) -> None:
    assert [(hint.kind, words[hint.start : hint.end]) for hint in contacts_in(words)] == [(kind, found)]


@pytest.mark.parametrize(
    "words",
    [
        "It was 10 degrees at 9 in the morning, on 24 November 2026.",
        "Call 999 if you are in danger, or 101.",
        "I walked 2 roads further. Court was at 10.",
        "We sat by the sea, she and I, until 21:30.",
        "Case 0 of 12, then tea @ six.",
    ],
)
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert contacts_in(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "He is outside and I am alone.",
        "I'm not safe tonight",
        "They won’t let me leave.",
        "I want to end it all.",
        "I don’t want to be here any more.",
        "I can't keep myself safe.",
        "Honestly I just want to die",
        "There is no reason to live.",
    ],
)
def test_danger_in_plain_words_is_noticed_and_not_pointed_at(words: str) -> None:
    assert tells_of_danger(words)
    assert contacts_in(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "I felt in danger for years, and I do not any more.",
        "She is here with me and it is good.",
        "I want to end it well, with a poem.",
        "I don't want to be here alone at the party.",
    ],
)
def test_words_that_only_sound_alike_are_left_alone(words: str) -> None:
    assert not tells_of_danger(words)


_PIECES = st.sampled_from(
    [
        "robin@mail.example",
        "07700 900123",
        "SW1A 1AA",
        "@soft_sand",
        "12 Low Tide Lane",
        "My name is Robin Shell",
        LEFT_OUT,
    ]
)


@given(st.lists(st.one_of(st.text(max_size=30), _PIECES), max_size=8).map(" ".join), st.data())
def test_taking_out_changes_nothing_outside_the_spans(words: str, data: st.DataObject) -> None:
    hints = contacts_in(words)
    chosen = [hint for hint in hints if data.draw(st.booleans())]
    left = take_out(words, chosen)
    around, at = [], 0
    for hint in chosen:
        around.append(words[at : hint.start])
        at = hint.end
    assert left == LEFT_OUT.join([*around, words[at:]])
    assert all(one.end <= other.start for one, other in pairwise(hints))


def test_a_long_text_is_looked_over_at_once() -> None:
    for piece in ("0 ", "a.", "@", "Aa ", "1 Aa ", "my name is A"):
        contacts_in(piece * (20_000 // len(piece)))
        tells_of_danger(piece * (20_000 // len(piece)))


def test_of_a_text_that_nobody_could_send_only_the_beginning_is_looked_at() -> None:
    call = "07700 900123"
    assert contacts_in(f"{call} {'a' * LOOKED_AT} {call}") == contacts_in(call)
