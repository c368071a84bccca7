"""With whom somebody would rather not share a shift."""

from collections.abc import Iterable
from typing import Any

from django import forms

from forum.accounts.models import Account


class WishForm(forms.Form):
    """`people` are everybody else on the team."""

    def __init__(self, *args: Any, people: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(account.pk): account for account in people}
        named = [(key, account.pseudonym) for key, account in self._people.items()]
        self.fields["other"] = forms.ChoiceField(
            label="I would rather not share a shift with",
            choices=[("", "Choose somebody"), *named],
            error_messages={
                "required": "Please choose somebody.",
                "invalid_choice": "That person is not on the team any more. Please choose again.",
            },
        )

    @property
    def chosen(self) -> Account:
        """The person chosen."""
        return self._people[self.cleaned_data["other"]]
