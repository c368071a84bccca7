"""One's own words: what they find, what they leave alone, and that nobody can make them slow."""

import time
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.warnings.taxonomy import View
from forum.warnings.words import OwnWords, as_text, from_text, is_too_short

WORD = st.text(ascii_lowercase, min_size=3, max_size=12)


def _finds(phrase: str, text: str) -> bool:
    return OwnWords([(phrase, View.HIDE)]).view_of(text) is View.HIDE


@pytest.mark.parametrize(
    "text",
    [
        "The knife.",
        "KNIFE",
        "\u201cKnife\u201d, she said",
        "knifes and forks",
        "kn\u00edfe",
        "k\u0306nife",
        "kn1fe",
        "kn!fe",
        "kn*fe",
        "kni-fe",
        "k.n.i.f.e",
        "a k n i f e here",
        "kniiiiife",
        "knnife",
        "\u043anif\u0435",
        "\uff4b\uff4e\uff49\uff46\uff45",
        "kni\u200dfe",
        "**knife**",
        "the knife's edge",
    ],
)
def test_a_word_is_found_through_simple_disguises(text: str) -> None:
    assert _finds("Knife", text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ben", "It has been a day"),
        ("ill", "I will"),
        ("ill", "I am here"),
        ("rap", "rapid water"),
        ("lose", "loose ends"),
        ("my father", "my kind father"),
        ("12", "It was 123 days"),
    ],
)
def test_other_words_are_left_alone(phrase: str, text: str) -> None:
    assert not _finds(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("stab", "stabbed, stabbing"),
        ("rape", "raping"),
        ("baby", "babies"),
        ("stab*", "stability"),
        ("my father", "about my\n\nfather, again"),
        ("my father", "my f4ther"),
        ("harbour street 12", "Harbour Street, 12"),
        ("\u81ea\u6bba", "\u5f7c\u306f\u81ea\u6bba\u3068\u8a00\u3063\u305f"),
        ("N\u00e9stor", "nestor was there"),
    ],
)
def test_endings_beginnings_and_phrases(phrase: str, text: str) -> None:
    assert _finds(phrase, text)


@given(WORD, WORD, st.sampled_from(["{} {}", "{}, {}!", "x\n{}\n{}", "({}) \u2013 {}"]))
def test_a_word_is_found_wherever_it_stands(one: str, other: str, shape: str) -> None:
    assert _finds(one, shape.format(one, other))
    assert _finds(other.upper(), shape.format(one, other))
    assert _finds(f"{one} {other}", shape.format(one, other))


@given(st.lists(WORD, max_size=5), st.text(max_size=200))
def test_any_text_can_be_asked(words: list[str], text: str) -> None:
    entries = [(word, View.COVER) for word in words]
    assert OwnWords(entries).view_of(text) in (View.SHOW, View.COVER)
    assert from_text(as_text(entries)) == entries


def test_the_strictest_of_those_found_decides() -> None:
    own = OwnWords([("sea", View.LABEL), ("storm", View.HIDE), ("rain", View.COVER)])
    found = [own.view_of(text) for text in ("sun", "sea", "sea and rain", "storm at sea")]
    assert found == [View.SHOW, View.LABEL, View.COVER, View.HIDE]


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "k " * 10_000, "k*" * 10_000, "my " * 6_000, "1a@" * 6_000, "\u0301" * 20_000]
)
def test_no_text_is_slow(text: str) -> None:
    entries = [(f"my {'my ' * (number % 9)}{word}", View.HIDE) for number, word in enumerate(["k", "kk", "ma"] * 60)]
    own = OwnWords([*entries, ("knife*", View.COVER)])
    began = time.process_time()
    own.view_of(text)
    assert time.process_time() - began < 1


def test_what_would_match_everything_is_too_short() -> None:
    assert [is_too_short(one) for one in ("a", "", "!!", "ab*", "ab", "abc*", "\u6d77")] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip
