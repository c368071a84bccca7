"""The shape of what people send when they join, sign in, recover and show a second factor."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext

from forum.accounts import pseudonyms
from forum.accounts.secrets import is_phrase, tidy_name, tidy_phrase
from forum.core.fields import Line
from forum.core.refusals import Refusal


class PassPhrase(forms.CharField):
    """A pass phrase: never shown again, spaces kept."""

    def __init__(self, *, fresh: bool, **kwargs: Any) -> None:
        attrs = {"autocomplete": "new-password" if fresh else "current-password"}
        super().__init__(max_length=200, strip=False, widget=forms.PasswordInput(attrs=attrs), **kwargs)


class SignInWord(Line):
    """The part of a sign-in name that a person chooses."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=40,
            label="A word for signing in",
            help_text="Only you will know it. We add four numbers to it, and show you the whole name once.",
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
            error_messages={"required": "Please choose a word to sign in with."},
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        word = tidy_name(super().clean(value))
        if len(word) < 3 or "@" in word:
            raise forms.ValidationError("Please choose a word of at least three letters, and not an e-mail address.")
        return word


class NewPassPhraseForm(forms.Form):
    """The base of every form that sets a pass phrase: typed twice, because nobody can mail you a new one."""

    pass_phrase = PassPhrase(
        fresh=True,
        label="A pass phrase",
        help_text="At least 12 characters. Four or five words that only you would put together are good and easy to "
        "keep in mind.",
        error_messages={"required": "Please choose a pass phrase."},
    )
    pass_phrase_again = PassPhrase(
        fresh=True,
        label="The same pass phrase again",
        error_messages={"required": "Please type the pass phrase a second time."},
    )

    def clean_pass_phrase(self) -> str:
        phrase: str = self.cleaned_data["pass_phrase"]
        validate_password(phrase)
        return phrase

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, again = cleaned.get("pass_phrase"), cleaned.get("pass_phrase_again")
        if first and again and first != again:
            self.add_error("pass_phrase_again", "These two are not the same. Please type them again.")
        return cleaned


class JoinForm(NewPassPhraseForm):
    """Everything we ask of somebody who joins."""

    pseudonym = Line(
        max_length=pseudonyms.LONGEST,
        label="A name that others will see",
        help_text="Any name but your own. Please leave out anything that somebody who knows you would recognise.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Please choose a name that others will see."},
    )
    word = SignInWord()
    adult = forms.BooleanField(
        label="I am 18 or over",
        error_messages={
            "required": "This place is for people who are 18 or over. If you are younger, Childline is there for you, "
            "day and night: 0800 1111."
        },
    )
    field_order = ("pseudonym", "word", "pass_phrase", "pass_phrase_again", "adult")

    def clean_pseudonym(self) -> str:
        name = pseudonyms.tidy(self.cleaned_data["pseudonym"])
        try:
            pseudonyms.check(name)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal
        return name


class PhraseProofForm(forms.Form):
    """Three of the twelve words, to prove that the phrase was kept."""

    def __init__(self, *args: Any, phrase: str, asked: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._right = {f"word_{place}": phrase.split()[place - 1] for place in asked}
        for place in asked:
            self.fields[f"word_{place}"] = forms.CharField(
                label=gettext("Word {place}").format(place=place),
                max_length=20,
                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
                error_messages={"required": gettext("Please type word {place}.").format(place=place)},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, word in self._right.items():
            if name in cleaned and tidy_phrase(cleaned[name]) != word:
                self.add_error(
                    name,
                    gettext("{label} is a different one. Have another look.").format(label=self.fields[name].label),
                )
        return cleaned


class Carried(forms.CharField):
    """What a page carries along unseen. Nobody typed it, so nobody is asked to put it right: if odd, it is dropped."""

    widget = forms.HiddenInput

    def __init__(self, *, max_length: int) -> None:
        super().__init__(required=False)
        self.longest = max_length

    def clean(self, value: Any) -> str:
        text = str(value or "")
        return text if len(text) <= self.longest and text.isprintable() else ""


class SignInForm(forms.Form):
    """A sign-in name and a pass phrase."""

    sign_in_name = forms.CharField(
        max_length=60,
        label="Your sign-in name",
        help_text="A word and four numbers, like river-4821.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Please type your sign-in name."},
    )
    pass_phrase = PassPhrase(
        fresh=False, label="Your pass phrase", error_messages={"required": "Please type your pass phrase."}
    )
    kept = Carried(max_length=64)
    next = Carried(max_length=300)


class RecoverForm(NewPassPhraseForm):
    """The recovery phrase, and what to sign in with from now on."""

    phrase = forms.CharField(
        label="Your recovery phrase",
        help_text="The twelve words in their order, with spaces between.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": "Please type the twelve words."},
    )
    word = SignInWord()
    field_order = ("phrase", "word", "pass_phrase", "pass_phrase_again")

    def clean_phrase(self) -> str:
        phrase = tidy_phrase(self.cleaned_data["phrase"])
        if not is_phrase(phrase):
            raise forms.ValidationError(
                "One of these words is not right, or one is missing. Please look at each of the twelve again."
            )
        return phrase


class CloseForm(forms.Form):
    """One's pass phrase, so that nobody else closes the account."""

    pass_phrase = PassPhrase(
        fresh=False, label="Your pass phrase", error_messages={"required": "Please type your pass phrase."}
    )


class CodeForm(forms.Form):
    """A code of the second factor."""

    code = forms.CharField(
        label="The code that your authenticator app shows now",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}),
        error_messages={"required": "Please type the code."},
    )
