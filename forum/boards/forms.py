"""The shape of a board, and of its setting."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from forum.boards.models import Board, BoardState, DetailLevel, Holds
from forum.boards.services import Shape
from forum.core.fields import Line, Words

RULES = 3
_ONE_OF_THESE = {"required": "Choose one of these.", "invalid_choice": "Choose one of these."}


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


class ShapeForm(forms.Form):
    """Everything a manager decides about a board."""

    name = Line(max_length=60, label="Its name", error_messages={"required": "Give the board a name."})
    purpose = Line(
        max_length=300,
        label="What it is for",
        help_text="One or two sentences. Everybody reads them, also before they join.",
        error_messages={"required": "Say in a sentence what the board is for."},
    )
    audience = Line(
        max_length=120,
        label="Whom it is for",
        help_text="Leave it empty if it is for everybody. Nobody is asked to prove anything.",
        required=False,
    )
    ground_rules = Words(
        max_length=900,
        rows=3,
        label="What holds there, in three lines",
        help_text="Each line is one rule. People remember three.",
        required=False,
    )
    detail = forms.ChoiceField(
        label="How much detail belongs there?",
        choices=DetailLevel.choices,
        widget=forms.RadioSelect,
        error_messages=_ONE_OF_THESE,
    )
    by_choice = forms.BooleanField(
        label="Joined by choice",
        help_text="Everybody sees its name and what it is for. Only members who joined, and the team, read what is "
        "written there.",
        required=False,
    )
    holds_newcomers = forms.ChoiceField(
        label="Do the first posts of new members wait here?",
        choices=Holds.choices,
        widget=forms.RadioSelect,
        error_messages=_ONE_OF_THESE,
    )
    position = forms.IntegerField(
        min_value=0,
        max_value=999,
        label="Its place in the list",
        help_text="Boards stand in the order of this number, the smallest first.",
        error_messages={"required": "Give it a number from 0 to 999."},
    )
    state = forms.ChoiceField(
        label="Is it in use?",
        choices=BoardState.choices,
        widget=forms.RadioSelect,
        error_messages=_ONE_OF_THESE,
    )

    def clean_ground_rules(self) -> str:
        lines = [line.strip() for line in str(self.cleaned_data["ground_rules"]).split("\n") if line.strip()]
        if len(lines) > RULES:
            raise forms.ValidationError(
                gettext("These are {len} lines. Three are enough: put the rest together.").format(len=len(lines))
            )
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("detail") == DetailLevel.OPEN and not cleaned.get("by_choice"):
            self.add_error(
                "by_choice", "A board with open detail is joined by choice. Tick this, or choose less detail."
            )
        return cleaned

    def shape(self) -> Shape:
        """What was decided."""
        chosen = dict(self.cleaned_data)
        chosen["detail"], chosen["state"] = DetailLevel(chosen["detail"]), BoardState(chosen["state"])
        chosen["holds_newcomers"] = Holds(chosen["holds_newcomers"])
        return Shape(**chosen)


NEW: dict[str, Any] = {"detail": DetailLevel.SOME, "holds_newcomers": Holds.NEVER, "state": BoardState.OPEN}


def shape_of(board: Board) -> dict[str, Any]:
    """What a board is now, to begin the form with."""
    return {name: getattr(board, name) for name in ShapeForm.base_fields}
