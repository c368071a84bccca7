"""The shape of a shift as a manager writes it down."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from forum.accounts.models import Account
from forum.core import clock
from forum.core.when import local
from moderation.rota.duties import ROLE_FOR, Duty
from moderation.rota.services.shifts import Filling
from moderation.rota.walltime import NoSuchTime, instant

_HINTS = {
    Duty.HOST: "One moderator who looks after the whole shift.",
    Duty.SECOND: "At least one more moderator, so that nobody is alone.",
    Duty.SHADOW: "Somebody who learns beside them. They watch and ask; they do not decide.",
    Duty.ON_CALL: "The practitioner who is reached when something is urgent.",
    Duty.DEPUTY: "Practitioners who can take over.",
}
_ONE = (Duty.HOST, Duty.ON_CALL)


class PeopleForm(forms.Form):
    """Who is on a shift, duty by duty. `people` are everybody who could be."""

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(account.pk): account for account in people}
        for duty in Duty:
            fitting = [(key, who.pseudonym) for key, who in self._people.items() if who.role == ROLE_FOR[duty]]
            self.fields[duty.value] = _box(duty, fitting)

    @property
    def places(self) -> list[Filling]:
        """The people chosen, as the services take them."""
        return [
            (duty, self._people[key])
            for duty in Duty
            for key in ([self.cleaned_data[duty]] if duty in _ONE else self.cleaned_data[duty])
            if key
        ]


class ShiftForm(PeopleForm):
    """A new shift, on the service's own clock. An end before the start is on the next day."""

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
    ends = forms.TimeField(
        label="Until",
        help_text="A time before the start means the next day.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Please say when it ends.", "invalid": "Write the time like 22:00."},
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        today = local(clock.now()).date()
        if not today - timedelta(days=1) <= day <= today + timedelta(days=366):
            raise forms.ValidationError("Please choose a day within the next year.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"day", "starts", "ends"} <= cleaned.keys():
            overnight = timedelta(days=1 if cleaned["ends"] <= cleaned["starts"] else 0)
            self._place_in_time("starts", "starts_at", timedelta(0))
            self._place_in_time("ends", "ends_at", overnight)
        return cleaned

    def _place_in_time(self, name: str, target: str, later: timedelta) -> None:
        try:
            self.cleaned_data[target] = instant(self.cleaned_data["day"] + later, self.cleaned_data[name])
        except NoSuchTime:
            self.add_error(name, "The clocks go forward over this time, so it does not exist on that day.")


def _box(duty: Duty, fitting: list[tuple[str, str]]) -> forms.Field:
    if duty in _ONE:
        return forms.ChoiceField(
            label=duty.label, help_text=_HINTS[duty], choices=[("", "Nobody yet"), *fitting], required=False
        )
    return forms.MultipleChoiceField(
        label=duty.label,
        help_text=_HINTS[duty],
        choices=fitting,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
