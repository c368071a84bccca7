"""The shapes of what a manager writes about a line."""

from typing import Any

from django import forms

from forum.core import clock
from forum.core.fields import Line as OneLine
from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from forum.core.when import local
from forum.support.models import Line
from forum.support.needs import NEEDS, REGION_NAMES, WHO

_DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
_TIME = {"invalid": "Write the time like 18:00."}


class LineForm(SubmissionForm):
    """Everything the directory says about one service."""

    name = OneLine(max_length=120, label="Name of the service")
    what = Words(max_length=400, rows=3, label="What they do, in one or two plain sentences", required=False)
    audience = OneLine(
        max_length=200, label="Who it is for, in words", required=False, help_text="For example: anyone aged 16 or over"
    )
    needs = forms.MultipleChoiceField(
        label="What somebody may need", choices=list(NEEDS.items()), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    who = forms.MultipleChoiceField(
        label="For some people in particular? Leave all empty if it is for everybody",
        choices=list(WHO.items()), widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    region = forms.ChoiceField(label="Where", choices=list(REGION_NAMES.items()))
    phone = OneLine(max_length=60, label="Phone", required=False)
    text = OneLine(max_length=120, label="Text message", required=False, help_text="For example: Text HELLO to 00000")
    web = OneLine(max_length=200, label="Website", required=False, help_text="The whole address, with https in front.")
    email = OneLine(max_length=120, label="E-mail", required=False)
    hours = OneLine(max_length=200, label="When they are there, in words", required=False)
    always_open = forms.BooleanField(label="Day and night, every day", required=False)
    opens = forms.TimeField(label="Opens at", required=False, error_messages=_TIME)
    closes = forms.TimeField(label="Closes at", required=False, error_messages=_TIME)
    days = forms.MultipleChoiceField(
        label="On these days only. Leave all empty for every day",
        choices=list(_DAYS.items()), widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    wait = OneLine(
        max_length=200, label="How long people wait", required=False,
        help_text="For example: about three months for counselling. Empty if nobody told you.",
    )  # fmt: skip
    emergency = forms.BooleanField(label="It is for danger now, and stands first for everybody", required=False)
    note = Words(max_length=500, rows=3, label="For the team: what to check", required=False)
    next_check_on = forms.DateField(
        label="Check again by", required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Write the day like 2027-02-01."},
        help_text="Empty for 90 days after the last check.",
    )  # fmt: skip

    def clean_days(self) -> str:
        return " ".join(self.cleaned_data["days"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if bool(found.get("opens")) != bool(found.get("closes")):
            self.add_error("opens", "Give both times, or neither.")
        reach = ("phone", "text", "web", "email", "what")
        if not any(found.get(name) for name in reach):
            self.add_error("phone", "Say how somebody reaches them: phone, text, website or e-mail.")
        web = found.get("web", "")
        if web and not web.startswith("https://"):
            self.add_error("web", "Write the whole address, with https:// in front.")
        return found

    def facts(self) -> dict[str, Any]:
        """What goes into the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "submission"}

    @staticmethod
    def initial_of(line: Line) -> dict[str, Any]:
        """What the form of a line that is there starts with."""
        names = [name for name in LineForm.base_fields if name != "days"]
        return {**{name: getattr(line, name) for name in names}, "days": line.days.split()}


class CheckForm(forms.Form):
    """That a line was compared with its own website, and when to look again."""

    next_check_on = forms.DateField(required=False)

    def clean_next_check_on(self) -> Any:
        day = self.cleaned_data["next_check_on"]
        if day is not None and day <= local(clock.now()).date():
            raise forms.ValidationError("Choose a day that is still to come.")
        return day
