"""The shape of a search."""

from collections.abc import Sequence
from typing import Any

from django import forms

from forum.boards.models import Board
from forum.core.fields import Line
from forum.search.asking import Asked
from forum.search.words import terms_of
from forum.warnings.forms import groups

LONGEST = 100
_TOO_LITTLE = "Please give us a word of at least two letters, or choose what the posts are about."


class SearchForm(forms.Form):
    """Words, and what to narrow them to."""

    words = Line(
        max_length=LONGEST,
        required=False,
        label="Words",
        help_text="Words in “quotes” are found as they stand. Nobody can be searched for by name.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    board = forms.ChoiceField(required=False, label="In which board")
    warning = forms.ChoiceField(required=False, label="About")
    span = forms.ChoiceField(
        required=False,
        label="Written",
        choices=[("", "At any time"), ("week", "In the last week"), ("month", "In the last month"),
                 ("year", "In the last year")],
    )  # fmt: skip

    def __init__(self, *args: Any, boards: Sequence[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"] = forms.ChoiceField(
            required=False,
            label="In which board",
            choices=[("", "In every board"), *((str(board.pk), board.name) for board in boards)],
        )
        self.fields["warning"] = forms.ChoiceField(
            required=False,
            label="About",
            choices=[
                ("", "Anything"),
                *((parent, [(warning.key, warning.name) for warning in warnings]) for parent, warnings in groups()),
            ],
        )

    def clean(self) -> dict[str, Any]:
        known: dict[str, Any] = super().clean() or {}
        said = known.get("words", "")
        if not self.errors and not terms_of(said) and (said or not known.get("warning")):
            self.add_error("words", _TOO_LITTLE)
        return known

    def asked(self) -> Asked:
        """What was asked for."""
        return Asked(**{name: str(self.cleaned_data.get(name) or "") for name in ("words", "board", "warning", "span")})
