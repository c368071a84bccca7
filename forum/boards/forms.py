"""The shape of a board's setting."""

from django import forms

from forum.boards.models import Holds


class SetForm(forms.Form):
    """Whose posts wait for a first look."""

    holds = forms.ChoiceField(
        label="Do the first posts of new members wait here?",
        choices=Holds.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three.", "invalid_choice": "Choose one of the three."},
    )

    def clean_holds(self) -> Holds:
        return Holds(self.cleaned_data["holds"])
