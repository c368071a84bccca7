"""What somebody chooses for themselves."""

from django.db import transaction

from forum.accounts.choices import LOCKS_AFTER, forget_choices_of
from forum.accounts.events import ChoicesSet
from forum.accounts.models import Account, AccountChoices
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.events import publish
from forum.core.refusals import Refusal


class NoSuchTime(Refusal):
    """A time after which the page cannot be covered."""

    code = "no_such_time"
    message = "Please choose one of the times in the list."


@transaction.atomic
def set_choices(
    *,
    actor: Account,
    region: str | None = None,
    own_word: str | None = None,
    keeps_place: bool | None = None,
    offers_answers: bool | None = None,
) -> None:
    """Keep what `actor` chose. Whatever is None stays as it is; an empty text takes a choice back."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    named = {"region": region, "own_word": own_word, "keeps_place": keeps_place, "offers_answers": offers_answers}
    _keep(actor, {name: value for name, value in named.items() if value is not None})


@transaction.atomic
def set_lock(*, actor: Account, minutes: int | None) -> None:
    """Cover the page after so many minutes without a key or a touch; None for never."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    if minutes is not None and minutes not in LOCKS_AFTER:
        raise NoSuchTime
    _keep(actor, {"locks_after": minutes})


def _keep(actor: Account, chosen: dict[str, object]) -> None:
    AccountChoices.objects.update_or_create(account_id=actor.pk, defaults=chosen)
    forget_choices_of(actor)
    publish(ChoicesSet(actor_id=actor.pk, account_id=actor.pk))
