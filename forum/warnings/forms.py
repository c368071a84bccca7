"""Choosing warnings for what one writes, and how one wants to meet them."""

from collections.abc import Iterable
from typing import Any

from django import forms

from forum.warnings.taxonomy import BY_KEY, ContentWarning, View, by_parent
from forum.warnings.veil import FilterProfile


def _choices() -> list[tuple[str, str]]:
    """Every warning there is: one that was retired can stay where it is."""
    return [(warning.key, warning.name) for warning in BY_KEY.values()]


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


class ProfileForm(forms.Form):
    """One choice for each warning that is offered, or that this person chose something for before it was retired."""

    def __init__(self, *args: Any, profile: FilterProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = by_parent(profile.views)
        for parent, warnings in self.groups:
            self.fields[f"all_{parent.key}"] = forms.ChoiceField(
                label=f"All of {parent.name.lower()}",
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
    missing = f"Please say how you want to meet “{warning.name}”."
    return forms.ChoiceField(
        label=warning.name,
        choices=[(view.value, view.value) for view in View],
        initial=profile.views.get(warning.key, warning.default).value,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def groups(also: Iterable[str] = ()) -> list[tuple[str, tuple[ContentWarning, ...]]]:
    """For the picker in a composer: each parent's name with its warnings. `also` is what was chosen before: it stays a
    choice when it was retired."""
    return [(parent.name, warnings) for parent, warnings in by_parent(also)]
