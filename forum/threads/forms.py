"""The shape of a thread and of a reply."""

from typing import Any

from django import forms
from django.conf import settings

from forum.accounts.pseudonyms import LONGEST
from forum.core.fields import Line, Words
from forum.core.submission import SubmissionForm
from forum.names.reading import suggested
from forum.threads.models import Post, Wish
from forum.threads.parts import parts_of
from forum.warnings.forms import WarningsField

WISHES = [("", "Nothing in particular"), *Wish.choices]


class ChangeForm(SubmissionForm):
    """Somebody's words, and the warnings they give them."""

    words = Words(max_length=settings.POST_MAX_LENGTH, rows=10, label="Your words")
    warnings = WarningsField()


class WarningsForm(SubmissionForm):
    """The warnings alone."""

    warnings = WarningsField()


class WishForm(SubmissionForm):
    """What somebody would like back."""

    wish = forms.ChoiceField(
        choices=WISHES,
        required=False,
        widget=forms.RadioSelect,
        label="What would you like back?",
        error_messages={"invalid_choice": "Choose one of these, or nothing in particular."},
    )


class ReplyForm(ChangeForm):
    """Words and warnings; and, if they answer one post, which of its paragraphs stand above them."""

    def __init__(self, *args: Any, quoting: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quoting = quoting
        if quoting is not None:
            count = len(parts_of(quoting.html))
            self.fields["quotes"] = forms.CharField(widget=forms.HiddenInput, initial=str(quoting.pk), required=False)
            self.fields["quoted_parts"] = forms.TypedMultipleChoiceField(
                choices=[(str(number), str(number)) for number in range(count)],
                coerce=int,
                initial=[str(number) for number in range(count)] if count == 1 else [],
                required=False,
                label="Which paragraphs would you like to quote?",
                error_messages={"invalid_choice": "The post was changed. Choose again what you would like to quote."},
            )

    def sent(self) -> dict[str, Any]:
        """What the service takes. Without a paragraph chosen nothing is quoted."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ("quotes", "quoted_parts")}
        parts = self.cleaned_data.get("quoted_parts")
        return data | ({"quotes": self.quoting, "quoted_parts": parts} if self.quoting and parts else {})


class ThreadForm(WishForm, ChangeForm):
    """Words with a title above them, and what somebody would like back."""

    title = Line(
        max_length=120,
        label="A title",
        help_text="Everybody sees it, also people who cover what you write about, so keep it gentle.",
        error_messages={"required": "Please give it a title. A few plain words are enough."},
    )
    one_off = Line(
        max_length=LONGEST,
        required=False,
        label="Another name, for this thread only",
        help_text="Leave this empty to write under your own name here.",
    )
    tells_me = forms.BooleanField(required=False, initial=True, label="Tell me about replies")
    field_order = ("title", "words", "warnings", "wish", "one_off", "tells_me")

    def suggested_name(self) -> str:
        """A made-up name that somebody may take for this thread."""
        return suggested()


class SuggestForm(forms.Form):
    """Warnings that may be missing, and nothing else."""

    warnings = WarningsField()

    def clean_warnings(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["warnings"]
        if not chosen:
            raise forms.ValidationError("Choose the content warning that may be missing.")
        return chosen
