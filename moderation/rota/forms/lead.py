"""Who leads a shift."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from moderation.rota.lead import Turn


class LeadForm(forms.Form):
    """The people of `turns`, in turn; whose turn it is stands chosen already."""

    def __init__(self, *args: Any, turns: Sequence[Turn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = forms.TypedChoiceField(
            label="Who leads this shift?",
            coerce=UUID,
            widget=forms.RadioSelect,
            choices=[(str(turn.place.pk), turn.name) for turn in turns],
            initial=str(turns[0].place.pk) if turns else None,
            error_messages={
                "required": "Please choose one of you.",
                "invalid_choice": "That person is not on this shift any more. Please choose again.",
            },
        )
