"""The forms of an item's page."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.rooms.models import Message
from forum.warnings.forms import WarningsField
from moderation.flags.about import About
from moderation.review.levels import CHOICES, Level
from moderation.review.models import Decision

NOTE_MAX_LENGTH = 2_000
REASON_MAX_LENGTH = 500


class DecideForm(SubmissionForm):
    """Its token lets the words wait when the session ends while somebody writes."""

    decision = forms.ChoiceField(
        label="What should happen?",
        choices=[(one.value, one.label) for one in (Decision.NO_ACTION, Decision.WARN, Decision.HIDE)],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what should happen.",
            "invalid_choice": "Choose one of those below.",
        },
    )
    reason = Words(
        label="If it goes out of sight: why, in kind words",
        help_text="The writer reads this. Say what it was about and that they are welcome here.",
        max_length=REASON_MAX_LENGTH,
        rows=3,
        required=False,
    )

    warnings = WarningsField()
    edition = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: About, first_look: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edition"] = about.edition
        calm = Decision.LET_THROUGH if first_look else Decision.NO_ACTION
        can_warn = not about.is_gone
        ways = (calm, Decision.WARN, Decision.HIDE) if can_warn else (calm, Decision.HIDE)
        choices = [(one.value, about.say(one.label)) for one in ways]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]
        if about.message is not None:
            self.fields["reason"].limit = Message._meta.get_field("reason").max_length  # type: ignore[attr-defined]

    def read_again(self, about: About) -> None:
        """The page shows the words as they are now, and what is sent next is about those."""
        data = cast(QueryDict, self.data).copy()
        data["edition"] = about.edition
        self.data = data

    def clean_decision(self) -> Decision:
        return Decision(self.cleaned_data["decision"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("decision") == Decision.WARN and not found.get("warnings"):
            self.add_error("warnings", "Choose the content warning to add.")
        return found


class WarnPostForm(forms.Form):
    """The warnings to add, and nothing else."""

    warnings = WarningsField()


class HandOnForm(SubmissionForm):
    """As above."""

    level = forms.ChoiceField(
        label="How soon should they look?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how soon somebody should look.",
            "invalid_choice": "Choose one of the levels below.",
        },
    )
    note = Words(
        label="Anything they should know",
        help_text="What you noticed, in a line or two. They see the words, and what you write here.",
        max_length=NOTE_MAX_LENGTH,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(value, f"{gettext(name)}: {gettext(Level(value).meaning)}") for value, name in CHOICES]
        self.fields["level"].choices = named  # type: ignore[attr-defined]

    def clean_level(self) -> Level:
        return Level(self.cleaned_data["level"])


class BringBackForm(SubmissionForm):
    """As above."""

    words = Words(
        label="A kind line for the writer",
        help_text="They read that it can be seen as before, and below that what you write here.",
        max_length=REASON_MAX_LENGTH,
        rows=3,
        required=False,
    )
