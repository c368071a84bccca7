"""The shapes of a rhythm and of an answer."""

from typing import Any

from django import forms

from forum.checkins.models import WEEKDAYS, CheckIn, Mood, Rhythm
from forum.core.fields import Words
from forum.core.submission import SubmissionForm

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOOK_AFTER = {
    0: "Never",
    2: "2 days",
    3: "3 days",
    7: "A week",
    14: "Two weeks",
}
LONGEST = 2_000


class RhythmForm(forms.Form):
    """How often one is asked, and what silence means."""

    rhythm = forms.ChoiceField(
        label="How often shall we ask how you are?",
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often."},
    )
    weekdays = forms.MultipleChoiceField(
        label="On these days, if you choose your own",
        choices=list(zip(WEEKDAYS, _DAYS, strict=True)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    look_after = forms.TypedChoiceField(
        label="If I do not answer, please look after",
        choices=list(LOOK_AFTER.items()),
        coerce=int,
        initial=0,
        help_text="Somebody from the safeguarding team then reads that you did not answer, and may write to you here. "
        "You can take this back at any time.",
    )

    def clean_look_after(self) -> int | None:
        return self.cleaned_data["look_after"] or None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("rhythm") == Rhythm.OWN_DAYS and not found.get("weekdays"):
            self.add_error("weekdays", "Choose at least one day.")
        found["weekdays"] = " ".join(found.get("weekdays") or [])
        return found

    @staticmethod
    def initial_of(check_in: CheckIn | None) -> dict[str, Any]:
        """What the form starts with."""
        if check_in is None:
            return {"rhythm": Rhythm.WEEKLY}
        return {
            "rhythm": check_in.rhythm,
            "weekdays": check_in.weekdays.split(),
            "look_after": check_in.look_after or 0,
        }


class AnswerForm(SubmissionForm):
    """How one is, with a few words if one likes."""

    mood = forms.ChoiceField(
        label="How are you?",
        choices=Mood.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three."},
    )
    words = Words(max_length=LONGEST, rows=4, required=False, label="A few words, if you like")

    def clean_mood(self) -> Mood:
        return Mood(self.cleaned_data["mood"])
