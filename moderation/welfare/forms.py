"""The shapes of welfare: topics, a plan, a supporter, leaving."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from forum.accounts.models import Account
from forum.core import clock
from forum.core.fields import Words
from forum.core.submission import Person, SubmissionForm
from forum.core.when import local
from forum.warnings.forms import WarningsField

WORDS_MAX_LENGTH = 8_000
_GONE = "This person is not on the team any more. Please choose again."


class TopicsForm(forms.Form):
    """Any of the content warnings, or none."""

    topics = WarningsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].label = "Topics that go to somebody else"


class CarePlanForm(SubmissionForm):
    words = Words(
        label="What helps me",
        help_text="For example: what I do before a shift and after it, what tells me that it is too much, whom I ring, "
        "what I do not do on that day.",
        max_length=WORDS_MAX_LENGTH,
        rows=10,
    )


class SupporterForm(forms.Form):
    """Who supports one person."""

    nobody_else = forms.BooleanField(
        label="There is nobody else for now, so the same person does both",
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["supporter"] = _person("Supporter", self._people, "Nobody yet")
        self.fields["supporter"].help_text = (
            "Their debriefs after shifts go to this person. Choose somebody other than their supervisor: it is easier "
            "to say how one is to somebody who does not look at one's work."
        )
        self.order_fields(["supporter", "nobody_else"])

    @property
    def chosen(self) -> Account | None:
        return self._people.get(self.cleaned_data["supporter"])


class LeaveForm(SubmissionForm):
    """A last day, a conversation or not, and what one leaves for the team. Nobody asks why."""

    wants_talk = forms.TypedChoiceField(
        label="Would you like a conversation before you go?",
        choices=[("yes", "Yes"), ("no", "No, thank you")],
        coerce=lambda value: value == "yes",
        initial="yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Please say yes or no. Both are fine.", "invalid_choice": "Please say yes or no."},
    )
    hand_over = Words(
        label="What you would like to leave for the team",
        help_text="What somebody should take on, what you learned, what could be better. The managers read it and pass "
        "on what helps; so does the person you talk with.",
        max_length=WORDS_MAX_LENGTH,
        rows=5,
        required=False,
    )

    def __init__(self, *args: Any, actor: Person, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["last_day"] = _day("Your last day", "Please choose your last day. You can change it later.")
        self.fields["talk_with"] = _person("With whom, if you would like one", self._people, "With any manager")
        self.order_fields(["last_day", "wants_talk", "talk_with", "hand_over"])

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day > local(clock.now()).date() + timedelta(days=366):
            raise forms.ValidationError("Please choose a day within the coming year.")
        return day

    @property
    def said(self) -> dict[str, Any]:
        """What the form says, as the service takes it."""
        fields = ("last_day", "wants_talk", "hand_over")
        return {name: self.cleaned_data[name] for name in fields} | {
            "talk_with": self._people.get(self.cleaned_data["talk_with"])
        }


class TalkForm(SubmissionForm):
    words = Words(
        label="What the two of you want to keep of it",
        max_length=WORDS_MAX_LENGTH,
        rows=6,
        required=False,
    )

    def __init__(self, *args: Any, actor: Person, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["talked_on"] = _day("When you talked", "Please choose the day on which you talked.")
        self.order_fields(["talked_on", "words"])

    def clean_talked_on(self) -> date:
        day: date = self.cleaned_data["talked_on"]
        if day > local(clock.now()).date():
            raise forms.ValidationError("Please choose a day that has come already.")
        return day


class ThanksForm(SubmissionForm):
    words = Words(
        label="Thanks",
        help_text="What they did here, and what stays of it. Please write nothing about members.",
        max_length=WORDS_MAX_LENGTH,
        rows=6,
    )


def _day(label: str, required: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": required, "invalid": "Write the day like 2026-11-24."},
    )


def _person(label: str, people: dict[str, Account], nobody: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", nobody), *((key, person.pseudonym) for key, person in people.items())],
        required=False,
        error_messages={"invalid_choice": _GONE},
    )
