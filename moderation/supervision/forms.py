"""The shapes of supervision: who with whom, when, who came, and what one writes."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.core import clock
from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.core.walltime import NoSuchTime, instant
from forum.core.when import local
from moderation.supervision.models import Arrangement, Kind, Session

WORDS_MAX_LENGTH = 8_000
BACK, AHEAD = timedelta(days=28), timedelta(days=366)
_SHORTEST, _LONGEST = 10, 240


class WhenForm(forms.Form):
    """A day and a time on the service's own clock, and how long."""

    day = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Please choose a day.", "invalid": "Write the day like 2026-11-24."},
    )
    starts = forms.TimeField(
        label="From",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Please say when it starts.", "invalid": "Write the time like 18:00."},
    )
    minutes = forms.IntegerField(
        label="How many minutes",
        initial=60,
        min_value=_SHORTEST,
        max_value=_LONGEST,
        error_messages={
            "required": "Please say how long it lasts.",
            "invalid": "Write the minutes as a number, like 60.",
            "min_value": f"The shortest time we can plan is {_SHORTEST} minutes.",
            "max_value": f"The longest time we can plan is {_LONGEST} minutes.",
        },
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        today = local(clock.now()).date()
        if not today - BACK <= day <= today + AHEAD:
            raise forms.ValidationError("Please choose a day within the last four weeks or the coming year.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"day", "starts"} <= cleaned.keys():
            try:
                cleaned["starts_at"] = instant(cleaned["day"], cleaned["starts"])
            except NoSuchTime:
                self.add_error("starts", "The clocks go forward over this time, so it does not exist on that day.")
        return cleaned

    @property
    def time(self) -> dict[str, Any]:
        """When, as the services take it."""
        return {"starts_at": self.cleaned_data["starts_at"], "minutes": self.cleaned_data["minutes"]}


def when_of(session: Session) -> dict[str, Any]:
    """What the boxes say about a session that is planned."""
    then: datetime = local(session.starts_at)
    return {"day": then.date(), "starts": then.time(), "minutes": session.minutes}


class OneToOneForm(WhenForm):
    """A time for two people. `arrangements` are those one may plan for."""

    def __init__(self, *args: Any, arrangements: Iterable[Arrangement], actor: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._arrangements = {str(one.pk): one for one in arrangements}
        self.fields["who"] = forms.ChoiceField(
            label="Who meets",
            choices=[(key, _two(one, actor)) for key, one in self._arrangements.items()],
            widget=forms.RadioSelect,
            initial=next(iter(self._arrangements), None),
            error_messages={"required": "Please choose who meets.", "invalid_choice": "Choose from the list below."},
        )
        self.order_fields(["who", "day", "starts", "minutes"])

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangements[self.cleaned_data["who"]]


class GroupForm(WhenForm):
    """Group support or coaching, for several people."""

    kind = forms.ChoiceField(
        label="What is it",
        choices=[(Kind.GROUP, "Group support: the team talks with each other"), (Kind.COACHING, "Coaching")],
        widget=forms.RadioSelect,
        initial=Kind.GROUP,
        error_messages={"required": "Please choose what it is.", "invalid_choice": "Choose one of the two below."},
    )

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["people"] = _people_field("For whom", self._people)
        self.order_fields(["kind", "people", "day", "starts", "minutes"])

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])

    @property
    def people(self) -> list[Account]:
        return [self._people[key] for key in self.cleaned_data["people"]]


class CameForm(forms.Form):
    """Who came. Nobody is asked why somebody did not."""

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"] = _people_field("Who came", {str(person.pk): person for person in people}, required=False)


class WordsForm(SubmissionForm):
    """What one writes for oneself, or for the two of a session."""

    words = Words(label="Your words", max_length=WORDS_MAX_LENGTH, rows=8)


class ArrangeForm(forms.Form):
    """Who supervises somebody, and how often."""

    every_days = forms.IntegerField(
        label="They meet at least every … days",
        help_text="Leave this empty for what the stage asks for.",
        required=False,
        min_value=1,
        error_messages={
            "invalid": "Write the days as a number, like 14.",
            "min_value": "Write one day or more, or leave this empty.",
        },
    )

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["supervisor"] = forms.ChoiceField(
            label="Supervisor",
            help_text="Choose another person than the one who supports them after shifts: somebody who looks at the "
            "work, and somebody who looks after the person.",
            choices=[("", "Nobody yet"), *((key, who.pseudonym) for key, who in self._people.items())],
            required=False,
            error_messages={"invalid_choice": "This person is not on the team any more. Please choose again."},
        )
        self.order_fields(["supervisor", "every_days"])

    def clean_every_days(self) -> int | None:
        days: int | None = self.cleaned_data["every_days"]
        longest = settings.CARE["supervision_stop"].days
        if days is not None and days > longest:
            raise forms.ValidationError(
                gettext("Everybody on the team has supervision at least every {longest} days.").format(longest=longest)
            )
        return days

    @property
    def supervisor_chosen(self) -> Account | None:
        return self._people.get(self.cleaned_data["supervisor"])


def _two(arrangement: Arrangement, actor: Account) -> str:
    """Who meets, as `actor` reads it."""
    supervisor = arrangement.supervisor.pseudonym if arrangement.supervisor else "nobody yet"
    if arrangement.account_id == actor.pk:
        return gettext("You and your supervisor, {supervisor}").format(supervisor=supervisor)
    if arrangement.supervisor_id == actor.pk:
        return gettext("You and {pseudonym}, whom you supervise").format(pseudonym=arrangement.account.pseudonym)
    return gettext("{pseudonym} and their supervisor, {supervisor}").format(
        pseudonym=arrangement.account.pseudonym, supervisor=supervisor
    )


def _people_field(label: str, people: dict[str, Account], *, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=[(key, person.pseudonym) for key, person in people.items()],
        widget=forms.CheckboxSelectMultiple,
        required=required,
        error_messages={
            "required": "Choose at least one person.",
            "invalid_choice": "One of these people is not on the team any more. Please choose again.",
        },
    )
