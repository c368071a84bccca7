"""Sessions as somebody writes them down: a plan, a time for two, and that it does not take place."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from forum.accounts.models import Account
from forum.core import clock
from forum.core.fields import Line, Words
from forum.core.submission import SubmissionForm
from forum.core.walltime import NoSuchTime, instant
from forum.core.when import local
from forum.rooms.models import ChatSession, Detail

HOST_WORDS_MAX_LENGTH = 500
WEEKS = 12
_WEEKLY = gettext_lazy("{weeks} weeks in a row, same day and time")
LENGTHS = (20, 30, 45, 60)

_CHOOSE = {"required": "Choose one of these.", "invalid_choice": "Choose one of these."}
_DAY = {"required": "Choose a day.", "invalid": "Write the day like 2026-11-24."}
_TIME = {"required": "Choose a time.", "invalid": "Write the time like 18:00."}


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_DAY)


def _time(label: str, **options: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=_TIME, **options)


def _numbers(label: str, told: Mapping[int, object], **options: Any) -> forms.TypedChoiceField:
    choices = [(str(number), words) for number, words in told.items()]
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, error_messages=_CHOOSE, **options)


class _OnTheClock(SubmissionForm):
    """A day and a time on the service's own clock."""

    day = _day("Day")
    starts = _time("From")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"day", "starts"} <= cleaned.keys():
            today = local(clock.now()).date()
            if not today <= cleaned["day"] <= today + timedelta(days=366):
                self.add_error("day", "Choose a day from today on, within a year.")
            else:
                self._place("starts", "starts_at", timedelta(0))
        return cleaned

    def _place(self, name: str, target: str, later: timedelta) -> None:
        try:
            self.cleaned_data[target] = instant(self.cleaned_data["day"] + later, self.cleaned_data[name])
        except NoSuchTime:
            self.add_error(name, "The clocks go forward over this time, so it does not exist on that day.")


class ChangeForm(_OnTheClock):
    """What a session is for, when it is, and how careful it begins. `people` are those who could host it."""

    title = Line(
        label="A title",
        help_text="Everybody sees it, so keep it gentle. For example “A quiet evening”.",
        max_length=80,
        error_messages={"required": "Give it a title. A few plain words are enough."},
    )
    purpose = Words(
        label="What it is for",
        help_text="One or two sentences. People decide by them whether to come.",
        max_length=300,
        rows=2,
        error_messages={"required": "Say in a sentence what it is for."},
    )
    detail = forms.ChoiceField(
        label="How much may people tell?",
        choices=Detail.choices,
        initial=Detail.NONE,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    for_whom = Line(
        label="For whom it is",
        help_text="For example “Everybody”, or “People who joined lately”.",
        max_length=120,
        initial="Everybody",
        error_messages={"required": "Say for whom it is. “Everybody” is fine."},
    )
    ends = _time("Until", help_text="A time before the start means the next day.")
    capacity = forms.IntegerField(
        label="How many people at once",
        help_text="When it is full, others wait in a calm place until somebody leaves.",
        min_value=1,
        max_value=200,
        error_messages={
            "required": "Say how many people can be in at once.",
            "invalid": "Write a number, such as 20.",
            "min_value": "At least one person should fit in.",
            "max_value": "200 people are the most we can take in one room.",
        },
    )
    host = forms.ChoiceField(
        label="Who holds it", required=False, help_text="You can leave this open for now.", error_messages=_CHOOSE
    )
    holds_newcomers = forms.BooleanField(
        label="Read the messages of new members before others do",
        help_text="They know that their messages wait, and that it is only for their first days.",
        required=False,
        initial=True,
    )
    holds_all = forms.BooleanField(
        label="Read every message before others do",
        help_text="Slow, and very calm. Hosts can switch it on and off in the room as well.",
        required=False,
    )
    field_order = ("title", "purpose", "detail", "for_whom", "day", "starts", "ends", "capacity", "host")

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in people}
        named = [(key, one.pseudonym) for key, one in self._people.items()]
        self.fields["host"].choices = [("", "Nobody yet"), *named]  # type: ignore[attr-defined]
        self.fields["capacity"].initial = settings.CHAT["capacity"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"starts_at", "ends", "starts"} <= cleaned.keys():
            overnight = timedelta(days=1 if cleaned["ends"] <= cleaned["starts"] else 0)
            self._place("ends", "ends_at", overnight)
        return cleaned

    @property
    def plan(self) -> dict[str, Any]:
        """What the form says, as the services take it."""
        said = self.cleaned_data
        names = ("title", "purpose", "detail", "for_whom", "starts_at", "ends_at", "capacity")
        kept = {name: said[name] for name in (*names, "holds_all", "holds_newcomers")}
        return kept | {"detail": Detail(said["detail"]), "host": self._people.get(said["host"])}

    @staticmethod
    def of(session: ChatSession) -> dict[str, Any]:
        """A session as its form begins."""
        same = ("title", "purpose", "detail", "for_whom", "capacity", "holds_all", "holds_newcomers")
        start, end = local(session.starts_at), local(session.ends_at)
        times = {"day": start.date(), "starts": start.time(), "ends": end.time()}
        return {name: getattr(session, name) for name in same} | times | {"host": str(session.host_id or "")}


class PlanForm(ChangeForm):
    """A new session, or one a week for a while."""

    repeats = _numbers(
        "How often",
        {1: "Once", **{weeks: format_lazy(_WEEKLY, weeks=weeks) for weeks in range(2, WEEKS + 1)}},
        initial="1",
    )


class OfferForm(_OnTheClock):
    """A time for a talk of two people."""

    minutes = _numbers("How long", {minutes: f"{minutes} minutes" for minutes in LENGTHS}, initial="30")


class CancelForm(SubmissionForm):
    """Why a session does not take place, as members read it."""

    words = Words(
        label="A kind line for whoever wanted to come",
        help_text="They read it where the session stood. Say when the next one is, if you know.",
        max_length=HOST_WORDS_MAX_LENGTH,
        rows=3,
        required=False,
    )
