"""Choosing warnings for what one writes, and how one wants to meet them."""

from typing import Any

from django import forms

from forum.warnings.taxonomy import PARENTS, WARNINGS, ContentWarning, View, by_parent
from forum.warnings.veil import FilterProfile


class WarningsField(forms.MultipleChoiceField):
    """Any of the thirty warnings, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[(warning.key, warning.name) for warning in WARNINGS],
            required=False,
            label="Content warnings",
            error_messages={"invalid_choice": "One of these warnings is not on our list. Please choose again."},
            **kwargs,
        )


class ProfileForm(forms.Form):
    """One choice for each warning."""

    def __init__(self, *args: Any, profile: FilterProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parent in PARENTS:
            self.fields[f"all_{parent.key}"] = forms.ChoiceField(
                label=f"All of {parent.name.lower()}",
                choices=[("", "As chosen below"), *((view.value, view.value.capitalize()) for view in View)],
                required=False,
            )
        for warning in WARNINGS:
            self.fields[warning.key] = forms.ChoiceField(
                label=warning.name,
                choices=[(view.value, view.value) for view in View],
                initial=profile.get(warning.key, warning.default).value,
                error_messages={
                    "required": f"Please say how you want to meet “{warning.name}”.",
                    "invalid_choice": f"Please say how you want to meet “{warning.name}”.",
                },
            )

    def choices(self) -> dict[str, View]:
        """What was chosen for each warning: a choice for a whole group counts for all of it."""
        return {
            warning.key: View(self.cleaned_data[f"all_{warning.parent.key}"] or self.cleaned_data[warning.key])
            for warning in WARNINGS
        }

    def rows(self) -> list[tuple[str, forms.BoundField, list[tuple[ContentWarning, str]]]]:
        """For the page: each parent with its own choice, its warnings, and what is chosen for each."""
        return [
            (parent.name, self[f"all_{parent.key}"], [(one, str(self[one.key].value())) for one in warnings])
            for parent, warnings in by_parent()
        ]


def groups() -> list[tuple[str, tuple[ContentWarning, ...]]]:
    """For the picker in a composer: each parent's name with its warnings."""
    return [(parent.name, tuple(warnings)) for parent, warnings in by_parent()]
