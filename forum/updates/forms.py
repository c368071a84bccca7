"""The shape of what somebody wants to hear of, and of their address."""

from collections.abc import Sequence

from django import forms

from forum.updates.kinds import UpdateKind
from forum.updates.models import Pause

_HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class KindsField(forms.MultipleChoiceField):
    """Any kinds of news, or none."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str, kinds: Sequence[UpdateKind]) -> None:
        super().__init__(
            label=label,
            choices=[(kind.value, kind.label) for kind in kinds],
            required=False,
            error_messages={"invalid_choice": "Choose from the list below."},
        )

    def clean(self, value: object) -> list[UpdateKind]:
        return [UpdateKind(kind) for kind in super().clean(value)]


class KindsForm(forms.Form):
    """What I want to hear of."""

    def __init__(self, *args: object, kinds: Sequence[UpdateKind], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kinds"] = KindsField("I want to hear of", kinds)


class AddressForm(forms.Form):
    address = forms.EmailField(
        label="Your e-mail address",
        help_text="One that only you open. Somebody who opens it with you sees that a mail came, and when.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": "Write the address that hints go to.",
            "invalid": "Write the address like name@example.org.",
        },
    )


class NumberForm(forms.Form):
    number = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label="The number from the mail",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={
            "required": "Write the six digits from the mail.",
            "invalid": "The number has six digits. Look at the newest mail.",
        },
    )

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"]).strip()


class MailForm(KindsForm):
    """What a mail is about, how often, and when none comes."""

    def __init__(self, *args: object, kinds: Sequence[UpdateKind], **kwargs: object) -> None:
        super().__init__(*args, kinds=kinds, **kwargs)
        self.fields["kinds"].label = "Send me a hint when"
        wrong = {"required": "Choose one of the list.", "invalid_choice": "Choose one of the list."}
        self.fields["pause"] = forms.ChoiceField(
            label="How often", choices=Pause.choices, widget=forms.RadioSelect, error_messages=wrong
        )
        for name, label in (("quiet_from", "No mail from"), ("quiet_until", "until")):
            self.fields[name] = forms.TypedChoiceField(label=label, choices=_HOURS, coerce=int, error_messages=wrong)

    def clean_pause(self) -> Pause:
        return Pause(self.cleaned_data["pause"])
