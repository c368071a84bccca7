"""To whom a place is offered, and for what."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from forum.accounts.models import Account
from moderation.rota.freeing import in_words
from moderation.rota.models import Place

ALL = "all"
NOTHING = ""


class OfferForm(forms.Form):
    """To all, or to one of `people`."""

    def __init__(self, *args: Any, people: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(account.pk): account for account in people}
        named = [(key, account.pseudonym) for key, account in self._people.items()]
        self.fields["to"] = forms.ChoiceField(
            label="Offer it to",
            initial=ALL,
            choices=[(ALL, "Everybody who could take it"), *named],
            error_messages={
                "required": "Please choose to whom.",
                "invalid_choice": "That person cannot be on this shift any more. Please choose again.",
            },
        )

    @property
    def chosen(self) -> Account | None:
        """The one person, or nobody in particular."""
        return self._people.get(self.cleaned_data["to"])


class ReturnForm(forms.Form):
    """What somebody would take for their place: nothing, or one of `places`."""

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in places}
        named = [
            (key, gettext("I would take theirs: {in_words}").format(in_words=in_words(place)))
            for key, place in self._places.items()
        ]
        self.fields["in_return"] = forms.ChoiceField(
            label="In return",
            required=False,
            initial=NOTHING,
            widget=forms.RadioSelect,
            choices=[(NOTHING, "Nothing"), *named],
            error_messages={"invalid_choice": "That shift cannot be exchanged any more. Please choose again."},
        )

    @property
    def chosen(self) -> Place | None:
        """The place in return, if any."""
        return self._places.get(self.cleaned_data["in_return"])
