"""The forms of joining: the member's, and the team's."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.core import clock
from forum.core.fields import Line, Words
from forum.core.submission import SubmissionForm
from forum.core.when import local
from moderation.joining.models import View
from moderation.joining.questions import QUESTIONS

ANSWER_MAX_LENGTH, LINE_MAX_LENGTH, NOTE_MAX_LENGTH = 3_000, 300, 4_000
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _ByDutyName(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, account: Account) -> str:
        return account.pseudonym


class ReferenceForm(SubmissionForm):
    """Somebody who can say a word, named later."""

    who = Line(max_length=LINE_MAX_LENGTH, label="Who they are, and how they know you")
    reach = Line(max_length=LINE_MAX_LENGTH, label="How we may reach them")


class ApplicationForm(SubmissionForm):
    """The questions, two people if there are any, and two choices."""

    who_1 = Line(max_length=LINE_MAX_LENGTH, required=False, label="Who they are, and how they know you")
    reach_1 = Line(max_length=LINE_MAX_LENGTH, required=False, label="How we may reach them")
    who_2 = Line(max_length=LINE_MAX_LENGTH, required=False, label="Somebody else, if there is")
    reach_2 = Line(max_length=LINE_MAX_LENGTH, required=False, label="How we may reach them")
    shows_pseudonym = forms.BooleanField(
        required=False,
        label="Show my pseudonym to the two people who read this",
        help_text="Without a tick nobody on the team is shown who you are here. They answer you all the same.",
    )
    carries_over = forms.BooleanField(
        required=False,
        label="If I join, let me bring my answers along",
        help_text="You would get a code that you can type in on the team's side. Then your supervisor can read your "
        "answers with you. Nothing comes along by itself.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[f"q_{question.key}"] = Words(
                max_length=ANSWER_MAX_LENGTH,
                rows=4,
                label=question.label,
                help_text=question.hint,
                required=question.required,
                error_messages={
                    "required": gettext("A line or two is enough for: {label}").format(label=question.label)
                },
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for number in (1, 2):
            if bool(said.get(f"who_{number}")) != bool(said.get(f"reach_{number}")):
                self.add_error(
                    f"reach_{number}" if said.get(f"who_{number}") else f"who_{number}",
                    "We need both: who they are, and how we may reach them. You can also leave both empty.",
                )
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What `services.send` takes."""
        data = self.cleaned_data
        pairs = [(data[f"who_{number}"], data[f"reach_{number}"]) for number in (1, 2)]
        return {
            "answers": {question.key: data[f"q_{question.key}"] for question in QUESTIONS},
            "references": [pair for pair in pairs if pair[0]],
            "shows_pseudonym": data["shows_pseudonym"],
            "carries_over": data["carries_over"],
            "submission": data["submission"],
        }


class PlanReplyForm(SubmissionForm):
    """The person about the time we suggested."""

    words = Words(max_length=ANSWER_MAX_LENGTH, rows=3, label="Does that fit? What would be easier?")


class AskReaderForm(SubmissionForm):
    """Whom a manager asks to read."""

    reader = _ByDutyName(
        queryset=Account.objects.none(),
        label="Who should read it?",
        empty_label="Choose somebody",
        error_messages={"required": "Choose somebody.", "invalid_choice": "Choose somebody from the list."},
    )

    def __init__(self, *args: Any, readers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers  # type: ignore[attr-defined]


class ViewForm(SubmissionForm):
    """What a reader thinks."""

    view = forms.ChoiceField(
        label="What do you think?",
        choices=View.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the one that comes closest.", "invalid_choice": "Choose one of the three."},
    )
    words = Words(
        max_length=NOTE_MAX_LENGTH,
        rows=5,
        label="What makes you think so?",
        help_text="What you read that gives you confidence, and what you would like to talk about with them. The other "
        "reader and the managers read this once both of you have said what you think.",
    )

    def clean_view(self) -> View:
        return View(self.cleaned_data["view"])


class PlanForm(SubmissionForm):
    """How and when to talk."""

    words = Words(
        max_length=NOTE_MAX_LENGTH,
        rows=4,
        label="What you suggest",
        help_text="They read this on their page and can answer there. Give a number they can ring or two times to "
        "choose from. You do not need their number or their name.",
    )


class TalkForm(SubmissionForm):
    """The conversation, as it was."""

    held_on = forms.DateField(
        label="The day you talked", widget=_DAY, error_messages={"required": "On which day was it?"}
    )
    words = Words(max_length=NOTE_MAX_LENGTH, rows=6, label="What you talked about, in a few lines")

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > local(clock.now()).date():
            raise forms.ValidationError("That day has not come yet. Write it down once you have talked.")
        return day


class HeardForm(SubmissionForm):
    """What somebody said for the person."""

    words = Words(max_length=NOTE_MAX_LENGTH, rows=4, label="What they said")


class WelcomeForm(SubmissionForm):
    """Yes."""

    words = Words(max_length=NOTE_MAX_LENGTH, rows=10, label="What they read")

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if "[What we saw" in words:
            raise forms.ValidationError("Write the part in square brackets in your own words, for this person.")
        return words


class NotYetForm(WelcomeForm):
    """Not yet, and from when on they are welcome to ask again."""

    way_back_on = forms.DateField(
        required=False, widget=_DAY, label="They are welcome to ask again from", help_text="Or tick “any time”."
    )
    any_time = forms.BooleanField(required=False, label="Any time")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        day = said.get("way_back_on")
        if bool(day) == bool(said.get("any_time")) and "way_back_on" not in self.errors:
            self.add_error("way_back_on", "Everybody gets a way back: choose a day, or tick “any time”.")
        elif day and day <= local(clock.now()).date():
            self.add_error("way_back_on", "Choose a day that is still to come, or tick “any time”.")
        return said


class CarryForm(SubmissionForm):
    """The code with which answers come along."""

    code = forms.CharField(
        max_length=100, label="Your code", widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type or paste the code that was shown beside your link."},
    )  # fmt: skip
