"""The shape of what a member agrees to."""

from django import forms

from forum.core.fields import Line as OneLine
from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.referrals.consent import CONSENT, NEWEST

LONGEST = 2_000


class AskForm(SubmissionForm):
    """Their own words, a safe way to reach them, and that they agree."""

    words = Words(
        max_length=LONGEST,
        rows=6,
        label="What may we tell them, in your own words?",
        help_text="As little as you like. “I would like to talk to somebody” is enough. You do not have to say what "
        "happened.",
    )
    reach = OneLine(
        max_length=300,
        label="How can they reach you safely?",
        help_text="For example a number and the hours when it is safe, or: write to me here and I will call them. "
        "They cannot see your name here.",
    )
    agrees = forms.BooleanField(
        label=CONSENT[NEWEST],
        error_messages={"required": "We pass nothing on unless you agree. Tick this if you do."},
    )
    version = forms.IntegerField(initial=NEWEST, widget=forms.HiddenInput)

    def clean_version(self) -> int:
        if self.cleaned_data["version"] != NEWEST:
            raise forms.ValidationError("What you would agree to was changed a moment ago. Please read it again.")
        return NEWEST
