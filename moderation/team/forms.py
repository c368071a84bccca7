"""The shape of an invitation and of its answer."""

from decimal import Decimal
from typing import Any

from django import forms

from forum.accounts import pseudonyms
from forum.accounts.forms import NewPassPhraseForm, SignInWord
from forum.accounts.permissions import Role, Stage
from forum.core import clock
from forum.core.fields import Line, Words
from forum.core.submission import SubmissionForm
from forum.core.when import local
from moderation.team.stages import MEANINGS

ROLES = {
    Role.MODERATOR: "Moderator: looks after the boards on their shifts",
    Role.PRACTITIONER: "Practitioner: trained staff, answers concerns when on call",
    Role.MANAGER: "Manager: plans shifts, invites people, publishes the notice",
}


class InviteForm(forms.Form):
    """What the invited person will be."""

    role = forms.ChoiceField(
        label="They will be a",
        choices=[(role.value, words) for role, words in ROLES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what they will be."},
    )
    stage = forms.ChoiceField(
        label="They begin at",
        help_text="Their stage can be changed later by a lead or a manager, one step at a time.",
        choices=[
            ("", "The usual first stage: moderators as trainees, practitioners on their own, managers as leads"),
            *((stage.value, f"{stage.capitalize()}: {words}") for stage, words in MEANINGS.items()),
        ],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Please choose one of the stages below."},
    )

    def clean_stage(self) -> Stage | None:
        """The chosen stage; None for the usual one of the role."""
        chosen = self.cleaned_data["stage"]
        return Stage(chosen) if chosen else None


class WelcomeForm(NewPassPhraseForm):
    """Everything we ask of somebody who joins the team."""

    duty_name = Line(
        max_length=pseudonyms.LONGEST,
        label="Your duty name",
        help_text="The name that members and the team see. It need not be your own, and please do not take a name you "
        "use here as a member.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Please choose a duty name."},
    )
    word = SignInWord()
    field_order = ("duty_name", "word", "pass_phrase", "pass_phrase_again")


class StandingForm(SubmissionForm):
    """What is agreed with one person."""

    is_paid = forms.ChoiceField(
        label="Paid or not",
        help_text="Both have the same pages, supervision and say.",
        choices=[("yes", "Paid"), ("no", "Not paid; expenses are paid back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    weekly_hours = forms.DecimalField(
        label="Hours a week",
        help_text="Only if you agreed on other hours than usual. 2.5 is two and a half hours.",
        required=False,
        min_value=Decimal("0.25"),
        max_value=Decimal(60),
        decimal_places=2,
        error_messages={"invalid": "Write the hours as a number, such as 4 or 2.5."},
    )
    review_on = forms.DateField(
        label="Next review",
        help_text="When you look together at how the role fits. You both hear of it two weeks ahead.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the day as in 2027-03-31."},
    )

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        if "review_on" in self.changed_data and day and day < local(clock.now()).date():
            raise forms.ValidationError("That day is over. Choose one that is still to come, or leave it empty.")
        return day

    @property
    def agreed(self) -> dict[str, Any]:
        """What `services.change_standing` takes."""
        hours = self.cleaned_data["weekly_hours"]
        return {
            "is_paid": self.cleaned_data["is_paid"] == "yes",
            "weekly_minutes": None if hours is None else round(hours * 60),
            "review_on": self.cleaned_data["review_on"],
        }


class LegalNameForm(SubmissionForm):
    """The legal name, where the charity has to have it."""

    legal_name = Line(
        max_length=200,
        required=False,
        label="Legal name",
        help_text="Only if the charity must have it, for pay or a check by law. Leave it empty to delete what is here.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CardForm(SubmissionForm):
    """A role card: one point a line."""

    does = Words(max_length=3_000, rows=7, label="What they do")
    does_not = Words(max_length=3_000, rows=7, label="What they cannot do")
    gets = Words(
        max_length=3_000, rows=7, label="What they get", help_text="Pay or expenses, supervision, time, a way forward."
    )
