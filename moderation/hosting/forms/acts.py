"""What a host does about one message, or for one person."""

from django import forms

from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.rooms.services.writing import MOST_CHARACTERS
from forum.warnings.forms import WarningsField

REASON_MAX_LENGTH = 300
# For how long somebody may be asked only to read.
QUIET = {5: "5 minutes", 15: "15 minutes", 30: "30 minutes", 60: "1 hour"}
_CHOOSE = {"required": "Choose one of these.", "invalid_choice": "Choose one of these."}


class ReasonForm(SubmissionForm):
    """Why, in kind words for whoever it is about."""

    reason = Words(
        label="Why, in kind words",
        help_text="They read this from you in private. Say what it was about, and that they are welcome here.",
        max_length=REASON_MAX_LENGTH,
        rows=2,
        error_messages={"required": "Say in a line why, so that they are not left to wonder."},
    )


class WhyForm(SubmissionForm):
    """Why, about a message. Whoever hides it has to say."""

    reason = Words(
        label="Why, in kind words",
        help_text="They read this from you in private. A message that goes out of sight needs it.",
        max_length=REASON_MAX_LENGTH,
        rows=2,
        required=False,
    )


class QuietForm(ReasonForm):
    """Only to read, for a while."""

    minutes = forms.TypedChoiceField(
        label="For how long",
        choices=[(str(minutes), words) for minutes, words in QUIET.items()],
        coerce=int,
        initial="15",
        error_messages=_CHOOSE,
    )


class AsideForm(SubmissionForm):
    """The first line of a private word. It may be empty."""

    words = Words(
        label="Your first line to them",
        help_text="For example “Would you like to talk here for a moment, only with us?”",
        max_length=MOST_CHARACTERS,
        rows=2,
        required=False,
    )


class WarnForm(SubmissionForm):
    """Content warnings that a message should carry."""

    warnings = WarningsField()

    def clean_warnings(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["warnings"]
        if not chosen:
            raise forms.ValidationError("Choose at least one warning.")
        return chosen
