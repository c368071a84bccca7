"""The shape of what people send about what is theirs: browsers, the cover, names, keys, a break."""

from typing import Any

from django import forms
from django.conf import settings

from forum.accounts.choices import LOCKS_AFTER
from forum.accounts.forms.entering import CodeForm, NewPassPhraseForm, PassPhrase, SignInWord
from forum.accounts.keys import LONGEST_ANSWER
from forum.accounts.secrets import tidy_name
from forum.core.fields import Line, Words
from forum.core.refusals import Refusal

_MISSING = {"required": "Please type your pass phrase."}


def _pass_phrase(label: str = "Your pass phrase") -> PassPhrase:
    return PassPhrase(fresh=False, label=label, error_messages=_MISSING)


class ProvingForm(forms.Form):
    """A form that asks for the pass phrase once more; a wrong one is told beside its box."""

    pass_phrase = _pass_phrase()

    def tell(self, refusal: Refusal) -> None:
        self.add_error("pass_phrase" if refusal.code == "wrong_pass_phrase" else None, str(refusal))


class UncoverForm(ProvingForm):
    """What takes the cover off."""


class LockForm(forms.Form):
    """After how many minutes the page is covered."""

    minutes = forms.ChoiceField(
        label="Cover the page when nobody has pressed a key or touched it for",
        choices=[("0", "Never by itself"), *((str(n), f"{n} minute{'s' if n > 1 else ''}") for n in LOCKS_AFTER)],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one of these.", "invalid_choice": "Please choose one of these."},
    )

    def clean_minutes(self) -> int | None:
        return int(self.cleaned_data["minutes"]) or None


class BrowserForm(forms.Form):
    """What somebody calls a browser of theirs."""

    name = Line(max_length=40, required=False, label="What you call it")


class ChangePassPhraseForm(NewPassPhraseForm):
    """The old pass phrase, and the new one twice."""

    field_order = ("old", "pass_phrase", "pass_phrase_again")

    old = _pass_phrase("The pass phrase you have now")

    def tell(self, refusal: Refusal) -> None:
        self.add_error("old" if refusal.code == "wrong_pass_phrase" else None, str(refusal))


class ChangeNameForm(ProvingForm):
    """A new word to sign in with."""

    word = SignInWord()
    field_order = ("word", "pass_phrase")


class NameProofForm(forms.Form):
    """The whole new sign-in name, typed from one's own copy."""

    name = forms.CharField(
        max_length=60,
        label="Your new sign-in name, from your copy",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Please type your new sign-in name."},
    )

    def __init__(self, *args: Any, right: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._right = right

    def clean_name(self) -> str:
        if tidy_name(self.cleaned_data["name"]) != self._right:
            raise forms.ValidationError("That is a different one. Have another look at the word and the numbers.")
        return self._right


class SecondStepForm(ProvingForm, CodeForm):
    """What switches the second step off, or makes new spare codes: the pass phrase and a code."""

    field_order = ("pass_phrase", "code")

    def tell(self, refusal: Refusal) -> None:
        places = {"wrong_pass_phrase": "pass_phrase", "wrong_code": "code"}
        self.add_error(places.get(refusal.code), str(refusal))


class KeyForm(ProvingForm):
    """A key that is about to be made."""

    name = Line(
        max_length=40,
        label="What you call this key",
        help_text="So that you can tell yours apart. Only you see it.",
        error_messages={"required": "Please give the key a name."},
    )
    shown = Line(
        max_length=40,
        label="What your device calls it",
        help_text="Your phone or computer keeps a list of keys, and somebody else may look at it. Leave out your name "
        "here, and anything that tells what this place is about.",
        initial=lambda: settings.SITE_NAME,
        error_messages={"required": "Please write a word or two that tell nobody anything."},
    )
    field_order = ("name", "shown", "pass_phrase")


class KeyAnswerForm(forms.Form):
    """What a browser answers when it was asked for a key."""

    answer = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput)


class BreakForm(forms.Form):
    """Until when somebody stays away, and a word to themselves."""

    on = forms.DateField(
        label="When you plan to come back",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="You can come back sooner or later than that. Nobody fetches you.",
        error_messages={"required": "Please choose a day.", "invalid": "Please write the day like 2026-12-31."},
    )
    note = Words(
        rows=5,
        max_length=2000,
        required=False,
        label="A note to yourself for when you come back",
        help_text="Sealed. Only you can read it, and it goes when you are back.",
    )
