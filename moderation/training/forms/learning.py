"""The shapes of what is sent while learning: answers, what was learned elsewhere, practice."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms

from forum.accounts.models import Account
from forum.core.fields import Words
from forum.core.submission import SubmissionForm
from moderation.training.made_up import Choice, Soon
from moderation.training.models import Module, Question

THOUGHTS_MAX_LENGTH, WHY_MAX_LENGTH = 4_000, 2_000


def name_of(question: Question) -> str:
    """The name of a question's box."""
    return f"q-{question.pk.hex}"


class AnswersForm(SubmissionForm):
    """The questions of a module: some with choices, some for one's own thoughts."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], talks: Sequence[Account], needs_talk: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.talks = questions, talks
        for question in questions:
            self.fields[name_of(question)] = _check(question) if question.choices else _thoughts(question)
        if needs_talk and talks:
            self.fields["talk_with"] = forms.ChoiceField(
                label="With whom would you like to talk the situations over?",
                help_text="They get a line about it. You find a time between the two of you.",
                choices=[("", "Whoever has time"), *((str(one.pk), one.pseudonym) for one in talks)],
                required=False,
            )

    @property
    def answers(self) -> dict[UUID, int | str]:
        """What was said to each question. A question with choices that was left alone is left out."""
        said = {question.pk: self.cleaned_data.get(name_of(question), "") for question in self.questions}
        choosing = {question.pk for question in self.questions if question.choices}
        return {
            pk: int(value) if pk in choosing else value for pk, value in said.items() if value or pk not in choosing
        }

    @property
    def wanted_for_talk(self) -> Account | None:
        """Whom they chose, if anybody."""
        chosen = self.cleaned_data.get("talk_with", "")
        return next((one for one in self.talks if str(one.pk) == chosen), None)


def _check(question: Question) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question.words,
        choices=[(str(place), words) for place, words in enumerate(question.choices)],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of the answers below."},
    )


def _thoughts(question: Question) -> Words:
    return Words(label=question.words, max_length=THOUGHTS_MAX_LENGTH, rows=5, required=False)


class ElsewhereForm(SubmissionForm):
    """What somebody learned elsewhere, and when."""

    modules = forms.MultipleChoiceField(
        label="What they have learned",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one.", "invalid_choice": "Tick from the list below."},
    )
    completed_on = forms.DateField(
        label="On which day",
        help_text="If it took longer, the last day of it.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Which day was it?", "invalid": "Write the day like 2026-11-24."},
    )

    def __init__(self, *args: Any, modules: Iterable[Module], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(module.pk): module for module in modules}
        field = cast(forms.MultipleChoiceField, self.fields["modules"])
        field.choices = [(pk, module.title) for pk, module in self.known.items()]

    def clean_modules(self) -> list[Module]:
        return [self.known[pk] for pk in self.cleaned_data["modules"]]


class PractiseForm(SubmissionForm):
    """What somebody would do about a made-up item."""

    choice = forms.ChoiceField(
        label="What would you do?",
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what comes closest. Nothing happens to anybody."},
    )
    soon = forms.ChoiceField(
        label="How soon should somebody look?",
        choices=Soon.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level that comes closest."},
    )
    words = Words(
        label="Why",
        help_text="A few words, if you like. They help when you talk it over.",
        max_length=WHY_MAX_LENGTH,
        rows=4,
        required=False,
    )

    def clean_choice(self) -> Choice:
        return Choice(self.cleaned_data["choice"])

    def clean_soon(self) -> Soon:
        return Soon(self.cleaned_data["soon"])
