"""The shape of time and money as people write it down."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms

from forum.core import clock
from forum.core.fields import Line, Words
from forum.core.submission import SubmissionForm
from forum.core.when import local
from moderation.hours.models import Kind

MOST_POUNDS = Decimal("500.00")
_BACK = timedelta(days=366)
_KINDS = [(kind.value, kind.label) for kind in Kind if kind != Kind.SHIFT]
_NUMBER = {"invalid": "Write a whole number.", "min_value": "Write 0 or more.", "max_value": "That is too many."}


class Day(forms.DateField):
    """A day that has come, within the last year."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Day",
            initial=lambda: local(clock.now()).date(),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": "Please choose a day.", "invalid": "Write the day like 2026-11-24."},
            **kwargs,
        )

    def clean(self, value: Any) -> date:
        day: date = super().clean(value)
        today = local(clock.now()).date()
        if not today - _BACK <= day <= today:
            raise forms.ValidationError("Please choose a day within the last year, today at the latest.")
        return day


class Span(forms.Form):
    """Hours and minutes, which together are some time of a day."""

    hours = forms.IntegerField(label="Hours", min_value=0, max_value=24, required=False, error_messages=_NUMBER)
    rest = forms.IntegerField(label="Minutes", min_value=0, max_value=59, required=False, error_messages=_NUMBER)

    @property
    def minutes(self) -> int:
        """The time in minutes."""
        return 60 * (self.cleaned_data.get("hours") or 0) + (self.cleaned_data.get("rest") or 0)

    def refuse_what_is_no_time(self, least: int) -> None:
        if not self.errors and not least <= self.minutes <= 24 * 60:
            self.add_error("hours", "Please write how long it was, up to 24 hours.")


class TimeForm(Span, SubmissionForm):
    day = Day()
    kind = forms.ChoiceField(
        label="What it was", choices=_KINDS, error_messages={"required": "Please choose what it was."}
    )
    words = Line(label="A word about it", max_length=200, required=False)
    field_order = ["day", "kind", "hours", "rest", "words", "submission"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.refuse_what_is_no_time(1)
        return cleaned

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])


class CorrectionForm(Span, SubmissionForm):
    reason = Line(
        label="What was different",
        max_length=200,
        error_messages={"required": "Please say in a few words what was different. Both of you can read it."},
    )
    field_order = ["hours", "rest", "reason", "submission"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.refuse_what_is_no_time(0)
        return cleaned


class ExpenseForm(SubmissionForm):
    day = Day()
    pounds = forms.DecimalField(
        label="How much, in pounds",
        min_value=Decimal("0.01"),
        max_value=MOST_POUNDS,
        decimal_places=2,
        max_digits=7,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "required": "Please write how much it was.",
            "invalid": "Write the amount like 4.50.",
            "min_value": "Write the amount like 4.50.",
            "max_decimal_places": "Write the amount like 4.50.",
            "max_value": "We take up to £500 here. For more, please talk with a manager first.",
            "max_digits": "We take up to £500 here. For more, please talk with a manager first.",
            "max_whole_digits": "We take up to £500 here. For more, please talk with a manager first.",
        },
    )
    words = Words(label="What it was for", max_length=500, rows=3)

    @property
    def pence(self) -> int:
        """The amount in pence."""
        return int(self.cleaned_data["pounds"] * 100)


class DecideForm(SubmissionForm):
    agreed = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "Agreed"), ("no", "Not agreed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one.", "invalid_choice": "Please choose one."},
    )
    answer = Words(label="A few words to them", max_length=1000, rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agreed") == "no" and not cleaned.get("answer"):
            self.add_error("answer", "Please say why, so that they know where they stand.")
        return cleaned
