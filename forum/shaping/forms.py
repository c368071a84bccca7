"""The shapes of what a manager chooses about this place."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext

from forum.core.fields import Line, Words
from forum.shaping.reading import Shaped
from forum.shaping.wording import LONGEST, REGIONS, WHO, WORDINGS

_OWN = "own"


class ChoicesForm(forms.Form):
    """Words for people, the region, private messages."""

    people = forms.ChoiceField(
        label="How do public pages say whom this place is for?",
        choices=[*((key, words[0].upper() + words[1:]) for key, words in WHO.items()), (_OWN, "In our own words")],
        widget=forms.RadioSelect,
        help_text="Ask the people it is for. Each person still chooses their own word, or none.",
        error_messages={"required": "Choose one of these."},
    )
    own = Line(
        max_length=80,
        required=False,
        label="Your own words",
        help_text="They stand in the middle of a sentence: “a place where … read and write”.",
    )
    region = forms.ChoiceField(
        label="Whose help lines come first, for somebody who chose no region?",
        choices=[("", "None: lines for the whole country"), *REGIONS.items()],
        required=False,
    )
    private_messages = forms.BooleanField(
        label="Members may write to each other in private, if both want it",
        required=False,
        help_text="Off is safer: some people come to places like this to get others alone. Nobody on the team sees "
        "private messages unless one is reported.",
    )
    private_only_when_staffed = forms.BooleanField(
        label="Only while somebody from the team is here",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("people") == _OWN and not found.get("own"):
            self.add_error("own", "Write your own words, or choose one of the others.")
        return found

    @staticmethod
    def initial_of(now: Shaped) -> dict[str, Any]:
        """What the form starts with."""
        is_own = now.people not in WHO
        return {
            "people": _OWN if is_own else now.people,
            "own": now.people if is_own else "",
            "region": now.region,
            "private_messages": now.private_messages,
            "private_only_when_staffed": now.private_only_when_staffed,
        }

    def choices(self) -> Mapping[str, str]:
        """What was chosen, by key; empty where it is what the software brings."""
        found = self.cleaned_data
        people = found["own"] if found["people"] == _OWN else found["people"]
        return {
            "people": "" if people == "people" else people,
            "region": found["region"],
            "private_messages": "on" if found["private_messages"] else "",
            "private_only_when_staffed": "on" if found["private_only_when_staffed"] else "",
        }


class WordingForm(forms.Form):
    """One box for each paragraph that may be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for wording in WORDINGS:
            shipped = "Nothing stands there unless you write it."
            if wording.default:
                shipped = gettext("Shipped: “{words}”").format(words=gettext(wording.default))
            self.fields[wording.key] = Words(
                max_length=LONGEST, rows=3, required=False, label=wording.label, help_text=shipped
            )

    def choices(self) -> Mapping[str, str]:
        """What was written, by key; empty where it is what is shipped."""
        return {
            wording.key: "" if self.cleaned_data[wording.key] == wording.default else self.cleaned_data[wording.key]
            for wording in WORDINGS
        }
