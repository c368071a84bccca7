"""Choosing warnings for what one writes, and how one wants to meet them."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext

from forum.core import clock
from forum.core.fields import Line, Words
from forum.core.walltime import NoSuchTime, instant
from forum.core.when import local
from forum.warnings.base import PARENTS, Parent
from forum.warnings.taxonomy import BY_KEY, ContentWarning, View, by_parent
from forum.warnings.veil import FilterProfile
from forum.warnings.words import LONGEST, MOST, VIEWS, Entry


def _choices() -> list[tuple[str, str]]:
    """Every warning there is: one that was retired can stay where it is."""
    return [(warning.key, warning.name) for warning in BY_KEY.values()]


def _lines(label: str) -> Words:
    return Words(
        max_length=MOST * (LONGEST + 1),
        rows=6,
        label=label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )


class WarningsField(forms.MultipleChoiceField):
    """Any of the warnings, or none. Asked when a form is made, because a manager may add some."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=_choices,
            required=False,
            label="Content warnings",
            error_messages={"invalid_choice": "One of these warnings is not on our list. Please choose again."},
            **kwargs,
        )

    def to_python(self, value: Any) -> list[str]:
        """What was chosen; "all:…" means every warning of a group that is offered."""
        chosen = super().to_python(value)
        whole = {f"all:{parent.key}": [one.key for one in warnings] for parent, warnings in by_parent()}
        return list(dict.fromkeys(key for one in chosen for key in whole.get(one, [one])))


class ProfileForm(forms.Form):
    """One choice for each warning that is offered, or that this person chose something for before it was retired."""

    def __init__(self, *args: Any, profile: FilterProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile
        self.groups = by_parent(profile.views)
        for parent, warnings in self.groups:
            self.fields[f"all_{parent.key}"] = forms.ChoiceField(
                label=gettext("All of {name}").format(name=gettext(parent.name).lower()),
                choices=[("", "As chosen below"), *((view.value, view.value.capitalize()) for view in View)],
                required=False,
            )
            for warning in warnings:
                self.fields[warning.key] = _view_of(warning, profile)

    def choices(self) -> dict[str, View]:
        """What was chosen for each warning: a choice for a whole group counts for all of it."""
        return {
            warning.key: View(self.cleaned_data[f"all_{warning.parent.key}"] or self.cleaned_data[warning.key])
            for _, warnings in self.groups
            for warning in warnings
        }

    def rows(self) -> list[tuple[str, forms.BoundField, list[tuple[ContentWarning, str]]]]:
        """For the page: each parent with its own choice, its warnings, and what is chosen for each."""
        return [
            (parent.name, self[f"all_{parent.key}"], [(one, str(self[one.key].value())) for one in warnings])
            for parent, warnings in self.groups
        ]


def _view_of(warning: ContentWarning, profile: FilterProfile) -> forms.ChoiceField:
    missing = gettext("Please say how you want to meet “{name}”.").format(name=warning.name)
    return forms.ChoiceField(
        label=warning.name,
        choices=[(view.value, view.value) for view in View],
        initial=profile.views.get(warning.key, warning.default).value,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class OwnWordsForm(forms.Form):
    """One's own words and phrases, one to a line, in the box that says how to meet them."""

    cover = _lines("Cover posts with these")
    hide = _lines("Hide posts with these")
    label = _lines("Only label posts with these")
    word = Line(max_length=LONGEST, label="One more word or phrase", required=False)
    view = forms.ChoiceField(
        label="How do you want to meet posts that have it?",
        choices=[("cover", "Cover"), ("hide", "Hide"), ("label", "Label")],
        initial="cover",
        required=False,
        error_messages={"invalid_choice": "Choose one of the three."},
    )

    def entries(self) -> list[Entry]:
        """Every word with its view; one that stands in two boxes is met by the stricter."""
        data = self.cleaned_data
        boxes = [(line, view) for view in VIEWS for line in data[view.value].split("\n") if line.strip()]
        added = [(data["word"], View(data["view"] or View.COVER))] if data["word"] else []
        return boxes + added

    @staticmethod
    def initial_of(entries: Iterable[Entry]) -> dict[str, str]:
        """What the form starts with."""
        kept = list(entries)
        return {view.value: "\n".join(phrase for phrase, its in kept if its is view) for view in VIEWS}


class StricterForm(forms.Form):
    """Until when to be stricter today."""

    until = forms.TimeField(
        label="Until what time?",
        help_text="Empty means until the end of today.",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"invalid": "Write a time such as 18:30, or leave it empty for the end of today."},
    )

    def moment(self) -> datetime:
        """The instant; the end of the day on the service's clock if no time was given."""
        today, wall = local(clock.now()).date(), self.cleaned_data["until"]
        try:
            return instant(today, wall) if wall else instant(today + timedelta(days=1), time())
        except NoSuchTime:
            return instant(today, wall.replace(hour=wall.hour + 1))


class WordingForm(forms.Form):
    """A warning in the words of this place."""

    name = Line(max_length=40, label="Its name", help_text="What it is about, neutral and short: “Police and court”.",
                error_messages={"required": "Please give it a name."})  # fmt: skip
    meaning = Line(max_length=100, label="What it covers", help_text="One plain line. It never says what a person is.",
                   error_messages={"required": "Please say in one line what it covers."})  # fmt: skip
    default = forms.ChoiceField(
        label="How people meet it until they choose for themselves",
        choices=[(view.value, view.value.capitalize()) for view in (View.LABEL, View.COVER, View.HIDE)],
        initial="cover",
        error_messages={"invalid_choice": "Choose one of the three."},
    )

    def clean_default(self) -> View:
        return View(self.cleaned_data["default"])


class AddWarningForm(WordingForm):
    """A new one, under one of the parents."""

    parent = forms.ChoiceField(
        label="Under which heading?",
        choices=[(parent.key, parent.name) for parent in PARENTS],
        error_messages={"required": "Choose a heading.", "invalid_choice": "Choose one of the headings."},
    )
    field_order = ("parent", "name", "meaning", "default")

    def clean_parent(self) -> Parent:
        return next(parent for parent in PARENTS if parent.key == self.cleaned_data["parent"])


class TranslateForm(forms.Form):
    """Its words in another language."""

    language = forms.CharField(
        max_length=12,
        label="Language",
        help_text="Its code: “cy” for Welsh, “pl” for Polish, “ar” for Arabic.",
        error_messages={"required": "Please write the code of the language."},
    )
    name = Line(max_length=40, label="Its name there", required=False, help_text="Empty takes this language out again.")
    meaning = Line(max_length=100, label="What it covers, there", required=False)

    def clean_language(self) -> str:
        code = str(self.cleaned_data["language"]).strip().lower()
        if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{2,4})?", code):
            raise forms.ValidationError("A code has two or three letters, such as “cy” or “pt-br”.")
        return code


def groups(also: Iterable[str] = ()) -> list[tuple[str, tuple[ContentWarning, ...]]]:
    """For the picker in a composer: each parent's name with its warnings. `also` is what was chosen before: it stays a
    choice when it was retired."""
    return [(parent.name, warnings) for parent, warnings in by_parent(also)]
