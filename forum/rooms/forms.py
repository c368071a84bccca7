"""The shape of what people send at the door and in a session."""

from typing import Any

from django import forms
from django.utils.html import format_html

from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.rooms.models import Mode
from forum.warnings.forms import WarningsField

MOST_CHARACTERS = 2_000

WAYS = (
    (Mode.LISTEN, "Only listen.", "You read along and write nothing. Others see that one more is here, not who."),
    (Mode.WRITE, "Listen and write.", "Others see your name beside what you write, and only then."),
    (Mode.ASK, "Ask the host first.", "You speak with a host in private, and then decide whether to come in."),
)


class DoorForm(forms.Form):
    """How somebody wants to take part, and which version of the notice stood on the door."""

    mode = forms.ChoiceField(
        label="How would you like to take part?",
        choices=[(mode, format_html("<b>{}</b> {}", name, meaning)) for mode, name, meaning in WAYS],
        initial=Mode.LISTEN,
        widget=forms.RadioSelect,
        help_text="You can change this at any time when you are in.",
        error_messages={"required": "Choose one of the three ways. You can change it later."},
    )
    notice_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    def clean_mode(self) -> Mode:
        return Mode(self.cleaned_data["mode"])

    def clean_notice_version(self) -> int:
        return self.cleaned_data["notice_version"] or 0


class WordsForm(SubmissionForm):
    """A few words to a host, while somebody waits at the door."""

    words = Words(max_length=MOST_CHARACTERS, rows=3, label="Your words to the host")


class MessageForm(SubmissionForm):
    """One message, and the warnings its writer gives it."""

    words = Words(max_length=MOST_CHARACTERS, rows=3, label="Your message")
    warnings = WarningsField()


class LiveMessageForm(MessageForm):
    """The same from a page that stays. Its browser names each message, so that one it sends twice, over a socket and
    then over a page, is one message; the name counts for its writer alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"] = forms.UUIDField()


class HowForm(forms.Form):
    """How somebody takes part from now on: each of the two may be missing, and then it stays as it is."""

    mode = forms.ChoiceField(choices=Mode.choices, required=False)
    slow = forms.TypedChoiceField(
        choices=[("1", "calm batches"), ("0", "as it comes")],
        coerce=lambda value: bool(int(value)),
        empty_value=None,
        required=False,
    )

    def chosen(self) -> dict[str, Any]:
        """Only what was chosen."""
        given = self.cleaned_data
        mode = {"mode": Mode(given["mode"])} if given["mode"] else {}
        return mode | ({"is_slow": given["slow"]} if given["slow"] is not None else {})
