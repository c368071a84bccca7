"""The form with which a member asks the team to look."""

from django import forms

from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from moderation.flags.models import Reason, Wish

NOTE_MAX_LENGTH = 2_000


class RaiseFlagForm(SubmissionForm):
    reason = forms.ChoiceField(
        label="What made you think of us?",
        help_text="Choose the one that comes closest. You cannot choose wrong.",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the reason that comes closest. “Something feels off” is enough.",
            "invalid_choice": "Choose one of the reasons below.",
        },
    )
    wish = forms.ChoiceField(
        label="What would you like us to do?",
        help_text="We read this first. Sometimes we have to do something else to keep somebody safe.",
        choices=Wish.choices,
        initial=Wish.UNKNOWN,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the wishes below."},
    )
    note = Words(
        label="Anything you want us to know",
        help_text="A few words help, but you do not have to write anything.",
        max_length=NOTE_MAX_LENGTH,
        required=False,
    )

    def clean_reason(self) -> Reason:
        return Reason(self.cleaned_data["reason"])

    def clean_wish(self) -> Wish:
        return Wish(self.cleaned_data["wish"] or Wish.UNKNOWN)
