"""Tokens of forms."""

from uuid import uuid4

from django.http import QueryDict

from forum.accounts.actors import Nobody
from forum.core.fields import Words
from forum.core.submission import SubmissionForm, new_token

ADA, BEN = Nobody("member", id=uuid4()), Nobody("member", id=uuid4())


class _Form(SubmissionForm):
    words = Words(max_length=100)


def _form(token: str, words: str = "It was windy.") -> _Form:
    data = QueryDict(mutable=True)
    data.update({"words": words, "submission": token})
    return _Form(data, actor=ADA)


def test_the_token_of_a_form_is_a_number_of_its_own() -> None:
    one, other = _form(new_token(ADA)), _form(new_token(ADA))
    assert one.is_valid()
    assert other.is_valid()
    assert one.cleaned_data["submission"] != other.cleaned_data["submission"]


def test_a_forged_token_or_somebody_elses_is_refused_and_the_words_stay() -> None:
    for token in ("", "forged", new_token(BEN), new_token(ADA)[:-2] + "xx"):
        form = _form(token)
        assert not form.is_valid()
        assert "Your words are still below" in str(form.non_field_errors())
        assert form["words"].value() == "It was windy."


def test_the_form_shown_again_can_be_sent() -> None:
    form = _form("forged")
    assert not form.is_valid()
    again = _form(str(form["submission"].value()))
    assert again.is_valid()
