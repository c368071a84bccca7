"""From when until when somebody is away, on the service's own clock."""

from datetime import date, time, timedelta
from typing import Any

from django import forms

from forum.core import clock
from forum.core.when import local
from moderation.rota.walltime import NoSuchTime, instant

_MIDNIGHT = time(0)
_DAY = {"required": "Please choose a day.", "invalid": "Write the day like 2026-11-24."}
_TIME = {"invalid": "Write the time like 18:00."}


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=_DAY)


def _time(label: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=_TIME, required=False)


class AbsenceForm(forms.Form):
    """Whole days, or exact times. The last day counts as a day away."""

    first_day = _day("First day away")
    from_time = _time("From")
    last_day = _day("Last day away")
    until_time = _time("Until")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"first_day", "last_day"} <= cleaned.keys():
            first, last = cleaned["first_day"], cleaned["last_day"]
            today = local(clock.now()).date()
            if last < max(first, today):
                self.add_error("last_day", "The last day comes after the first one, and not before today.")
            elif last > today + timedelta(days=731):
                self.add_error("last_day", "Please choose a day within the next two years. You can pause instead.")
            else:
                self._place_in_time(first, last)
        return cleaned

    def _place_in_time(self, first: date, last: date) -> None:
        until = self.cleaned_data.get("until_time")
        self._set("starts_at", "from_time", first, self.cleaned_data.get("from_time") or _MIDNIGHT)
        self._set("ends_at", "until_time", last if until else last + timedelta(days=1), until or _MIDNIGHT)

    def _set(self, target: str, box: str, day: date, wall: time) -> None:
        try:
            self.cleaned_data[target] = instant(day, wall)
        except NoSuchTime:
            self.add_error(box, "The clocks go forward over this time, so it does not exist on that day.")
