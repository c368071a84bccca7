"""The form of a neutral reminder."""

from django import forms


class MailForm(forms.Form):
    address = forms.EmailField(
        label="Your e-mail address",
        help_text="An address of your own. Nobody on the team sees it.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Please write the address that reminders go to.",
            "invalid": "Write the address like name@example.org.",
        },
    )
