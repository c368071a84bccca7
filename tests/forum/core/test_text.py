"""Words as people typed them, without what only deceives."""

import pytest
from django import forms

from forum.core.fields import Line, Words
from forum.core.text import clean, is_blank


def test_direction_overrides_and_marks_without_width_are_taken_out() -> None:
    assert clean("a\u202eb\u200bc\ufeffd\u2066e") == "abcde"


def test_joiners_stay_because_emoji_and_scripts_need_them() -> None:
    assert clean("👩\u200d🌾 می\u200cخواهم") == "👩\u200d🌾 می\u200cخواهم"


def test_controls_null_and_lone_surrogates_go_and_line_ends_are_one() -> None:
    assert clean("a\x00b\r\nc\rd\ud800") == "ab\nc\nd"


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n", "\u200d\u200d", "\u2800\u3164"[:1] + "\u200b"])
def test_blank_means_nothing_anybody_could_see(nothing: str) -> None:
    assert is_blank(clean(nothing).replace("\u2800", ""))


class _Form(forms.Form):
    words = Words(max_length=20)
    title = Line(max_length=20, required=False)


def test_too_many_words_are_refused_with_their_number_and_not_cut() -> None:
    form = _Form({"words": "x" * 21})
    assert not form.is_valid()
    assert "21 characters" in form.errors["words"][0]
    assert form["words"].value() == "x" * 21


def test_only_invisible_words_count_as_none() -> None:
    form = _Form({"words": "\u200b\u202e  "})
    assert not form.is_valid()
    assert "no words here yet" in form.errors["words"][0]


def test_a_line_is_one_line() -> None:
    form = _Form({"words": "x", "title": " a\n b "})
    assert form.is_valid()
    assert form.cleaned_data["title"] == "a b"
