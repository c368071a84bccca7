"""The shape of a module as a manager writes it: one page for its words, its questions and its situations."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext

from forum.accounts.permissions import TEAM
from forum.core.fields import Line, Words
from forum.core.submission import SubmissionForm
from moderation.team.forms import ROLES
from moderation.training.material import Asked, Material, Told

_RIGHT = "*"
# Room for what is there, and for two more of each.
_MORE = 2
_MOST_CHOICES = 8


class ModuleForm(SubmissionForm):
    """A module. Questions and situations whose words are taken away are gone from it."""

    title = Line(max_length=80, label="Title", error_messages={"required": "What is the module called?"})
    words = Words(
        max_length=30_000,
        rows=24,
        label="What there is to read",
        help_text="A line that begins with ## starts a new part. Lists, quotes and *emphasis* work as in posts.",
    )
    required_for = forms.MultipleChoiceField(
        label="Who needs it before they take a shift",
        choices=[(role.value, role.value.capitalize()) for role in ROLES if role in TEAM],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    renew_months = forms.IntegerField(
        label="Read again after how many months",
        help_text="Leave it empty if once is enough.",
        min_value=1,
        max_value=120,
        required=False,
        error_messages={
            "invalid": "Write a number of months, such as 12.",
            "min_value": "Write 1 month or more, or leave it empty.",
            "max_value": "Write 120 months or less, or leave it empty.",
        },
    )
    position = forms.IntegerField(
        label="Its place in the list",
        help_text="Lower numbers come first.",
        min_value=0,
        max_value=999,
        initial=0,
        error_messages={"required": "Write a number, such as 3.", "invalid": "Write a number, such as 3."},
    )
    needs_talk = forms.BooleanField(
        label="It counts after a lead or a manager has talked the situations over with the person", required=False
    )
    is_open = forms.BooleanField(label="People can read it", required=False, initial=True)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, material: Material | None = None, **kwargs: Any) -> None:
        if material is not None:
            kwargs["initial"] = {**_initial(material), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.asked = len(material.questions) + _MORE if material else 4
        self.told = len(material.scenarios) + _MORE if material else 3
        for place in range(self.asked):
            self.fields |= _question_fields(place)
        for place in range(self.told):
            self.fields |= _scenario_fields(place)

    def question_rows(self) -> Iterator[tuple[BoundField, ...]]:
        """The boxes of each question, the hidden one last."""
        for place in range(self.asked):
            yield tuple(self[f"{name}_{place}"] for name in ("asks", "choices", "because", "question"))

    def scenario_rows(self) -> Iterator[tuple[BoundField, ...]]:
        """The boxes of each situation."""
        for place in range(self.told):
            yield tuple(self[f"{name}_{place}"] for name in ("tells", "talk"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for place in range(self.asked):
            self._check_question(place)
        for place in range(self.told):
            if said.get(f"tells_{place}") and not said.get(f"talk_{place}"):
                self.add_error(f"talk_{place}", "What should they talk over? A question or two are enough.")
        return said

    def _check_question(self, place: int) -> None:
        if not self.cleaned_data.get(f"asks_{place}"):
            return
        choices, right = _read(self.cleaned_data.get(f"choices_{place}", ""))
        if choices and (right is None or not 2 <= len(choices) <= _MOST_CHOICES):
            self.add_error(
                f"choices_{place}",
                ValidationError("Write 2 to 8 answers, one on each line, and put * before the one that is right."),
            )
        elif choices and not self.cleaned_data.get(f"because_{place}"):
            self.add_error(f"because_{place}", "Say why that answer is right, for whoever chose another one.")

    @property
    def material(self) -> Material:
        """The module as it was written."""
        said = self.cleaned_data
        return Material(
            title=said["title"],
            words=said["words"],
            position=said["position"],
            required_for=tuple(said["required_for"]),
            renew_months=said["renew_months"],
            needs_talk=said["needs_talk"],
            is_open=said["is_open"],
            questions=tuple(self._asked(place) for place in range(self.asked) if said[f"asks_{place}"]),
            scenarios=tuple(
                Told(said[f"tells_{place}"], said[f"talk_{place}"])
                for place in range(self.told)
                if said[f"tells_{place}"]
            ),
        )

    def _asked(self, place: int) -> Asked:
        said = self.cleaned_data
        choices, right = _read(said[f"choices_{place}"])
        pk: UUID | None = said[f"question_{place}"]
        return Asked(said[f"asks_{place}"], choices, right, said[f"because_{place}"] if choices else "", pk)


def _question_fields(place: int) -> dict[str, forms.Field]:
    return {
        f"asks_{place}": Line(max_length=300, label=gettext("Question {it}").format(it=place + 1), required=False),
        f"choices_{place}": Words(
            max_length=2_000,
            rows=4,
            label="Answers to choose from",
            help_text="One on each line, with * before the right one. Leave this empty for a question that is for "
            "their own thoughts.",
            required=False,
        ),
        f"because_{place}": Words(max_length=1_000, rows=3, label="Why that one is right", required=False),
        f"question_{place}": forms.UUIDField(widget=forms.HiddenInput, required=False),
    }


def _scenario_fields(place: int) -> dict[str, forms.Field]:
    return {
        f"tells_{place}": Words(
            max_length=3_000, rows=4, label=gettext("Situation {it}").format(it=place + 1), required=False
        ),
        f"talk_{place}": Words(max_length=1_000, rows=3, label="What to talk over", required=False),
    }


def _initial(material: Material) -> dict[str, Any]:
    said: dict[str, Any] = {
        "title": material.title,
        "words": material.words,
        "position": material.position,
        "required_for": list(material.required_for),
        "renew_months": material.renew_months,
        "needs_talk": material.needs_talk,
        "is_open": material.is_open,
        "seen": material.mark,
    }
    for place, asked in enumerate(material.questions):
        said |= {
            f"asks_{place}": asked.words,
            f"choices_{place}": _written(asked),
            f"because_{place}": asked.because,
            f"question_{place}": asked.pk,
        }
    for place, told in enumerate(material.scenarios):
        said |= {f"tells_{place}": told.words, f"talk_{place}": told.talk_about}
    return said


def _written(asked: Asked) -> str:
    """The answers as a manager writes them."""
    return "\n".join(
        f"{_RIGHT} {words}" if place == asked.right else words for place, words in enumerate(asked.choices)
    )


def _read(written: str) -> tuple[tuple[str, ...], int | None]:
    """The answers, and the place of the one with a star. Several stars are as good as none."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    stars = [place for place, line in enumerate(lines) if line.startswith(_RIGHT)]
    return tuple(line.removeprefix(_RIGHT).strip() for line in lines), stars[0] if len(stars) == 1 else None
