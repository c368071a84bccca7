"""The shape of a stage that is signed off, or stepped back from."""

from typing import Any

from django import forms

from forum.accounts.permissions import Stage
from forum.core.fields import Words
from forum.core.submission import SubmissionForm

WORDS_MAX_LENGTH = 2_000


class StageForm(SubmissionForm):
    """To which stage, and what is said about it."""

    to = forms.ChoiceField(choices=[(stage.value, stage.value) for stage in Stage], widget=forms.HiddenInput)
    words = Words(label="What you would like to say to them", max_length=WORDS_MAX_LENGTH, rows=4, required=False)

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["words"].label = label

    def clean_to(self) -> Stage:
        return Stage(self.cleaned_data["to"])


class GoBackForm(forms.Form):
    """One press."""

    to = forms.ChoiceField(choices=[(stage.value, stage.value) for stage in Stage])
