"""What shall happen with a place that somebody cannot keep."""

from typing import Any

from django import forms

COVER, DROP, NOW = "cover", "drop", "now"
_WAYS = {
    COVER: "Ask the others first. The place stays mine until somebody takes it.",
    DROP: "Take me off it. There is time, and it becomes an open place.",
    NOW: "I cannot come. Count me out now.",
}


class CannotComeForm(forms.Form):
    """The ways that are open at this moment."""

    def __init__(self, *args: Any, may_ask: bool, may_drop: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ways = self.open_ways = ([COVER] if may_ask else []) + ([DROP] if may_drop else [NOW])
        self.fields["way"] = forms.ChoiceField(
            label="What would help you?",
            widget=forms.RadioSelect,
            choices=[(way, _WAYS[way]) for way in open_ways],
            initial=open_ways[0] if len(open_ways) == 1 else None,
            error_messages={
                "required": "Please choose one.",
                "invalid_choice": "That way is not open any more. Please choose again.",
            },
        )
