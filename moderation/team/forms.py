"""The shape of an invitation and of its answer."""

from django import forms

from forum.accounts import pseudonyms
from forum.accounts.forms import NewPassPhraseForm, SignInWord
from forum.accounts.permissions import Role
from forum.core.fields import Line

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
