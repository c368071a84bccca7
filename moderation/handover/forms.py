"""The shape of what people write at the end of a shift."""

from collections.abc import Iterable
from typing import Any

from django import forms

from forum.accounts.models import Account
from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from moderation.handover.debriefs import ALONE
from moderation.handover.strain import WORDS

LONGEST = 4_000


class HandoverForm(SubmissionForm):
    """What the next shift should know."""

    words = Words(
        label="For the next shift",
        help_text="What is still open, what to keep an eye on, what went well. Please write no names of members: "
        "say where to look instead, such as “the thread about sleep”. If you have to, use the pseudonym.",
        max_length=LONGEST,
        error_messages={"required": "There are no words here yet. Write a line, then leave it for them."},
    )


class DebriefForm(SubmissionForm):
    """Two minutes after a shift. Only the first question needs an answer."""

    to = forms.UUIDField(required=False, widget=forms.HiddenInput)
    strain = forms.TypedChoiceField(
        label="How much did this shift take out of you?",
        choices=[(number, f"{number}. {words}") for number, words in WORDS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the number that comes closest. You cannot choose wrong.",
            "invalid_choice": "Choose one of the numbers below.",
        },
    )
    stays = Words(
        label="What stays with you?",
        help_text="Something you read, something you did, something good. About you, not about a member.",
        max_length=LONGEST,
        rows=4,
        required=False,
    )
    alone = forms.ChoiceField(
        label="Were you carrying it alone?",
        choices=[("", "I would rather not say"), *ALONE.items()],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the answers below."},
    )
    call_me = forms.BooleanField(label="Please call me back, the way we usually talk", required=False)
    may_be_passed_on = forms.BooleanField(
        label="If they cannot answer in time, another supporter may read it",
        help_text="Leave this empty if it is for one person only. Somebody else would then ask how you are, "
        "without reading what you wrote.",
        required=False,
    )


class AnswerForm(SubmissionForm):
    """What a supporter answers."""

    words = Words(
        label="Your answer",
        help_text="A few warm lines are enough. If you have talked already, say that here.",
        max_length=LONGEST,
        rows=5,
        error_messages={"required": "There are no words here yet. A line is enough."},
    )


class PassOnForm(forms.Form):
    """Who looks after a debrief instead."""

    to = forms.ChoiceField(
        label="Who could answer it?",
        error_messages={
            "required": "Please choose somebody.",
            "invalid_choice": "Please choose somebody from the list.",
        },
    )

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        box = self.fields["to"]
        if isinstance(box, forms.ChoiceField):
            names = [(key, f"{one.pseudonym} ({one.role})") for key, one in self._people.items()]
            box.choices = [("", "Choose somebody"), *names]

    @property
    def chosen(self) -> Account:
        return self._people[str(self.cleaned_data["to"])]
