"""The shape of a change of name."""

from django import forms

from forum.accounts.pseudonyms import LONGEST
from forum.core.fields import Line
from forum.core.submission import SubmissionForm

FOLLOW, STAY = "follow", "stay"


class ChangeNameForm(SubmissionForm):
    """A new pseudonym, and what becomes of what was written under the old one."""

    name = Line(
        max_length=LONGEST,
        label="Your new name here",
        help_text="Not your real name, and not one you use anywhere else.",
        error_messages={"required": "Please write the name you would like."},
    )
    earlier = forms.ChoiceField(
        label="What you wrote until now",
        choices=[
            (FOLLOW, "It stands under the new name too. Others can see that it is you."),
            (STAY, "It stays under the old name. Nothing here leads from one name to the other."),
        ],
        widget=forms.RadioSelect,
        initial=FOLLOW,
        error_messages={"required": "Please choose one of the two."},
    )
