"""Forms that may be sent twice, late, or by somebody else.

Each form carries a signed token that belongs to the person it was shown to. The service that writes keeps the token on
its row, so the same form sent twice makes one row; a forged token, or somebody else's, is refused and the words stay.
"""

from typing import Any, Protocol, cast
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.crypto import salted_hmac

_SALT = "submission"


class Person(Protocol):
    """Whoever a form is shown to."""

    @property
    def id(self) -> UUID | None: ...


def mark(actor: Person) -> str:
    """A short mark of `actor` that says nothing to anybody else."""
    return salted_hmac("writer", str(actor.id)).hexdigest()[:16]


def new_token(actor: Person) -> str:
    """A token for one form shown to `actor`."""
    return signing.Signer(salt=_SALT).sign(f"{uuid4().hex}.{mark(actor)}")


def read_token(token: str) -> tuple[UUID, str] | None:
    """The token's number and its owner's mark; None if we did not make it."""
    try:
        number, owner = signing.Signer(salt=_SALT).unsign(token).split(".")
        return UUID(number), owner
    except (signing.BadSignature, ValueError):
        return None


class SubmissionField(forms.CharField):
    """The hidden token of a form; its cleaned value is the UUID that the row keeps."""

    widget = forms.HiddenInput

    def __init__(self, actor: Person, **kwargs: Any) -> None:
        super().__init__(max_length=200, required=False, initial=lambda: new_token(actor), **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> UUID:
        read = read_token(str(value or ""))
        if read is None or read[1] != mark(self.actor):
            raise forms.ValidationError(
                "This page was open for a long time or came from somewhere else, so we did not save it. "
                "Your words are still below. Please send them again.",
                code="forged",
            )
        return read[0]


class SubmissionForm(forms.Form):
    """The base of every form that writes a row: `MyForm(data, actor=actor)`."""

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["submission"] = SubmissionField(actor)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        if "submission" in self.errors:
            # A hidden field's trouble is told above the form, and the form shown again carries a fresh token.
            for trouble in self.errors.pop("submission").as_data():
                self.add_error(None, trouble)
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("submission")] = new_token(self.actor)
            self.data = data
