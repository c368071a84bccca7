"""What counts as a word, and what as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core.markup import render
from forum.search.excerpts import excerpt, plain_words
from forum.search.words import LONGEST_WORD, Term, placed_words, terms_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("CAFE\u0301", "café"),
        ("Straße", "STRASSE"),
        ("don’t", "don't"),
        ("ﬁne", "fine"),
    ],
)
def test_case_accents_and_ways_of_writing_make_no_difference(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_what_is_asked_for() -> None:
    assert terms_of("Walk by “the sea” i") == [Term(("the", "sea")), Term(("walk",), begins=True), Term(("by",))]
    assert terms_of('"" * OR -a NEAR(') == [Term(("or",)), Term(("near",), begins=True)]
    assert terms_of("a ! ?") == []
    assert terms_of("水") == [Term(("水",))]


@given(st.text(max_size=200))
def test_words_hold_nothing_that_means_anything_to_a_database(text: str) -> None:
    for word in words_of(text):
        assert word
        assert len(word) <= LONGEST_WORD
        assert word.isalnum() or all(not one.isspace() and one not in "'\"\\&|!()<>:*" for one in word)


@given(st.text(max_size=200))
def test_a_word_stands_where_it_says(text: str) -> None:
    for placed in placed_words(text):
        assert words_of(text[placed.start : placed.end]) == [placed.word]


def test_an_excerpt_marks_what_was_found_and_shows_no_markup() -> None:
    html = render("It was **windy** & <b>cold</b>.\n\nThe sea, the *sea*.")
    pieces = excerpt(html, terms_of("sea wind"))
    assert [piece.words for piece in pieces if piece.found] == ["windy", "sea", "sea"]
    assert "".join(piece.words for piece in pieces) == "It was windy & <b>cold</b>. The sea, the sea."


def test_an_excerpt_of_a_long_post_is_short_and_cut_between_words() -> None:
    html = render("tide " * 2000 + "harbour " + "shore " * 2000)
    words = "".join(piece.words for piece in excerpt(html, terms_of("harbour")))
    assert "harbour" in words
    assert len(words) < 300
    assert set(words_of(words)) == {"tide", "harbour", "shore"}


def test_one_endless_word_is_found_by_its_beginning() -> None:
    assert words_of("a" * 20_000) == ["a" * LONGEST_WORD]
    assert plain_words("<p>a</p><p>b</p>") == "a b"
