"""The shape of a shift as a manager writes it down."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.core import clock
from forum.core.fields import Words
from forum.core.when import local
from moderation.rota.duties import MOST, ROLE_FOR, USUAL, Duty, Need
from moderation.rota.models import Pattern, Shift
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


class NeedsForm(forms.Form):
    """How many people a shift needs for each duty, whether a manager looks first, and who chooses the lead."""

    needs_approval = forms.BooleanField(
        label="A manager looks at each sign-up before it counts",
        help_text="People see that their place waits until then.",
        required=False,
    )
    lead_rotates = forms.BooleanField(
        label="The people on the shift choose who leads it",
        help_text="They do it among themselves, by turns, on the page of the shift.",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in USUAL:
            self.fields[f"{need.duty}_least"] = _number("At least", need.minimum)
            self.fields[f"{need.duty}_ideal"] = _number("Would be good", need.ideal)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for duty in Duty:
            least, ideal = cleaned.get(f"{duty}_least"), cleaned.get(f"{duty}_ideal")
            if least is not None and ideal is not None and least > ideal:
                self.add_error(
                    f"{duty}_ideal", "What would be good is at least as many as are needed. Please make it larger."
                )
        return cleaned

    @property
    def needs(self) -> list[Need]:
        """How many of each duty, as the services take them."""
        return [Need(duty, self._count(f"{duty}_least"), self._count(f"{duty}_ideal")) for duty in Duty]

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The two numbers of each duty, for the page."""
        return [(duty.label, self[f"{duty}_least"], self[f"{duty}_ideal"]) for duty in Duty]

    def _count(self, name: str) -> int:
        """A box left empty is nobody; one that was not there is as before."""
        value = self.cleaned_data[name] if name in self.data else self.get_initial_for_field(self.fields[name], name)
        return int(value or 0)

    @staticmethod
    def of(shift: Shift | Pattern) -> dict[str, Any]:
        """What a shift, or a pattern, needs now, as the form of it begins."""
        chosen: dict[str, Any] = {"needs_approval": shift.needs_approval, "lead_rotates": shift.lead_rotates}
        for need in shift.wanted:
            chosen |= {f"{need.duty}_least": need.minimum, f"{need.duty}_ideal": need.ideal}
        return chosen


class ReasonForm(forms.Form):
    """Why a manager sets rules aside for somebody. The words come back whatever happens."""

    account = forms.UUIDField(widget=forms.HiddenInput)
    reason = Words(
        label="Why they should take it all the same",
        help_text="They read this on the page of the shift, and so do the other managers.",
        max_length=1_000,
        rows=3,
        required=False,
    )


class FillForm(ReasonForm):
    """Whom a manager puts on a shift, and as what."""

    duty = forms.ChoiceField(choices=Duty.choices, widget=forms.HiddenInput)

    def clean_duty(self) -> Duty:
        return Duty(self.cleaned_data["duty"])


class ShiftForm(PeopleForm, NeedsForm):
    """A new shift, on the service's own clock. An end before the start is on the next day."""

    reason = Words(
        label="If a rule says no to somebody: why they should be on it all the same",
        help_text="Everybody it is about reads it. Leave it empty if no rule says no.",
        max_length=1_000,
        rows=3,
        required=False,
    )

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


def _number(label: str, usual: int) -> forms.IntegerField:
    told = gettext("Please write a number from 0 to {most}.").format(most=MOST)
    return forms.IntegerField(
        label=label,
        initial=usual,
        min_value=0,
        max_value=MOST,
        required=False,
        error_messages={"invalid": told, "min_value": told, "max_value": told},
    )


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
