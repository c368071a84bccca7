"""The shapes of what a practitioner writes about a referral. The member reads all of it."""

from typing import Any

from django import forms

from forum.core import clock
from forum.core.fields import Line as OneLine
from forum.core.fields import Words
from forum.core.when import local
from forum.referrals.models import ReferralOutcome

_LONGEST = 1_000


class SentForm(forms.Form):
    """What was passed on, to whom, when."""

    to_whom = OneLine(max_length=200, label="To whom at the service", help_text="A role is enough.")
    words = Words(
        max_length=_LONGEST,
        rows=3,
        label="What you passed on",
        help_text="Nothing beyond what they agreed to. They read this.",
    )
    on = forms.DateField(
        label="On which day",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Say on which day.", "invalid": "Write the day like 2027-02-01."},
    )

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > local(clock.now()).date():
            raise forms.ValidationError("Write this down once you have passed it on.")
        return self.cleaned_data["on"]


class AnswerForm(forms.Form):
    """What the service answered."""

    words = Words(max_length=_LONGEST, rows=3, label="What the service answered", help_text="The member reads this.")


class CloseForm(forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=ReferralOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    words = Words(
        max_length=_LONGEST, rows=3, required=False, label="Anything to add", help_text="The member reads this."
    )
