"""A pattern as a manager writes it down: how often, when, and what its shifts need."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from forum.core import clock
from forum.core.when import local
from moderation.rota.forms.shifts import NeedsForm
from moderation.rota.models import LONGEST, Pattern
from moderation.rota.models.patterns import OnHoliday
from moderation.rota.recurring import recurrence
from moderation.rota.recurring.patterns import wall_length
from moderation.rota.recurring.recurrence import MOST_WEEKS, NTH, WEEKDAYS, Recurrence, Rhythm
from moderation.rota.services.patterns import Shape

_DAY = {"required": "Please choose a day.", "invalid": "Write the day like 2026-11-24."}
_TIME = {"required": "Please choose a time.", "invalid": "Write the time like 18:00."}
_CHOOSE = {"required": "Please choose one of these.", "invalid_choice": "Please choose one of these."}
_NAMED = [(str(number), name) for number, name in enumerate(WEEKDAYS)]
_YEARS = timedelta(days=5 * 366)


def _day(label: str, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_DAY, **options)


def _time(label: str, **options: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=_TIME, **options)


def _list(label: str, choices: list[tuple[str, Any]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, error_messages=_CHOOSE, required=False, **options)


class PatternForm(NeedsForm):
    """A pattern. Only what belongs to the chosen rhythm is looked at."""

    name = forms.CharField(
        label="Name",
        help_text="For managers, such as “Weekday evenings”.",
        max_length=60,
        error_messages={"required": "Please give it a name.", "max_length": "Please use at most 60 letters."},
    )
    rhythm = forms.ChoiceField(
        label="How often",
        choices=Rhythm.choices,
        initial=Rhythm.WEEKLY,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
    weekdays = forms.MultipleChoiceField(
        label="On which days of the week",
        choices=_NAMED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Please choose days of the week."},
    )
    every = _list(
        "Every how many weeks",
        [
            ("1", "Every week"),
            *(
                (str(count), format_lazy(gettext_lazy("Every {count} weeks"), count=count))
                for count in range(2, MOST_WEEKS + 1)
            ),
        ],
        help_text="Counted from the week of the first day.",
        initial="1",
    )
    nth = _list("Which one in the month", [(str(number), name.capitalize()) for number, name in NTH.items()])
    month_day = _list("Which day of the week", _NAMED)
    first_day = _day("From")
    last_day = _day("Until", required=False, help_text="The last day on which a shift begins. Empty means it goes on.")
    starts = _time("Starts at")
    ends = _time("Ends at", help_text="A time before the start, or the same, means the next day.")
    on_holidays = forms.ChoiceField(
        label="On a bank holiday",
        choices=OnHoliday.choices,
        initial=OnHoliday.KEEP,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if abs(day - local(clock.now()).date()) > _YEARS:
            raise forms.ValidationError("Please choose a day within five years.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("rhythm") == Rhythm.WEEKLY and not cleaned.get("weekdays") and "weekdays" not in self.errors:
            self.add_error("weekdays", "Please choose at least one day of the week.")
        if {"first_day", "last_day"} <= cleaned.keys() and cleaned["last_day"]:
            self._look_at_the_end(cleaned["first_day"], cleaned["last_day"])
        if {"starts", "ends"} <= cleaned.keys() and wall_length(cleaned["starts"], cleaned["ends"]) > LONGEST:
            self.add_error("ends", "A shift lasts at most 12 hours, so that nobody is on for too long.")
        return cleaned

    def _look_at_the_end(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last_day", "The pattern ends on its first day or later.")

    @property
    def shape(self) -> Shape:
        """What was written down, as the services take it."""
        given = self.cleaned_data
        return Shape(
            name=given["name"],
            rule=self._recurrence().rule,
            first_day=given["first_day"],
            last_day=given["last_day"],
            starts=given["starts"],
            ends=given["ends"],
            needs=tuple(self.needs),
            needs_approval=given["needs_approval"],
            lead_rotates=given["lead_rotates"],
            on_holidays=OnHoliday(given["on_holidays"]),
        )

    def _recurrence(self) -> Recurrence:
        given = self.cleaned_data
        rhythm = Rhythm(given["rhythm"])
        if rhythm == Rhythm.WEEKLY:
            days = tuple(int(day) for day in given["weekdays"])
            return Recurrence(rhythm, every=int(given["every"] or 1), weekdays=days)
        if rhythm == Rhythm.MONTHLY:
            return Recurrence(rhythm, weekdays=(int(given["month_day"] or 0),), nth=int(given["nth"] or 1))
        return Recurrence(rhythm)

    @classmethod
    def initial_of(cls, pattern: Pattern) -> dict[str, Any]:
        """A pattern as the form of it begins."""
        chosen = recurrence.read(pattern.rule)
        names = ("name", "first_day", "last_day", "starts", "ends", "on_holidays")
        return {
            **cls.of(pattern),
            **{name: getattr(pattern, name) for name in names},
            "rhythm": chosen.rhythm,
            "weekdays": [str(day) for day in chosen.weekdays] if chosen.rhythm == Rhythm.WEEKLY else [],
            "every": str(chosen.every),
            "nth": str(chosen.nth),
            "month_day": str(chosen.weekdays[0]) if chosen.rhythm == Rhythm.MONTHLY else "0",
        }


class DayForm(forms.Form):
    """One day that a pattern leaves out."""

    day = _day("Another day to leave out")


class EndForm(forms.Form):
    """Until when a pattern goes on."""

    last_day = _day("The last day on which a shift begins")


class HolidayForm(forms.Form):
    """A bank holiday."""

    day = _day("Day")
    name = forms.CharField(
        label="What it is",
        max_length=60,
        error_messages={"required": "Please say what day it is.", "max_length": "Please use at most 60 letters."},
    )


class RemovePatternForm(forms.Form):
    """Whether shifts that people are on go with their pattern."""

    KEEP, TAKE = "keep", "take"
    people = forms.ChoiceField(
        label="Shifts that people are on",
        choices=[
            (KEEP, "Keep them as single shifts. Nobody loses their place."),
            (TAKE, "Take them away too. Everybody on them is told."),
        ],
        initial=KEEP,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE,
    )
