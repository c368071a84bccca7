"""Changing what one signs in with."""

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from forum.accounts.events import PassPhraseChanged, SignInNameChanged
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.secrets import candidates, keyed_hash, new_sign_in_name
from forum.core.events import publish
from forum.core.refusals import Refusal


class NameGone(Refusal):
    """Somebody took this very name while it was being written down."""

    code = "name_gone"
    message = "That name cannot be used after all. Go back one page and we make you another."


def free_sign_in_name(word: str) -> str:
    """A sign-in name made of `word` and random numbers that nobody has."""
    numbers = 4
    name = new_sign_in_name(word, numbers=numbers)
    while Account.objects.filter(sign_in_index__in=candidates("sign-in-name", name)).exists():
        numbers += 1  # A word that many chose gets a longer number, so this ends.
        name = new_sign_in_name(word, numbers=numbers)
    return name


@transaction.atomic
def change_pass_phrase(*, actor: Account, pass_phrase: str) -> None:
    """Sign in with another pass phrase from now on. Whoever calls this ends the other sessions."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    validate_password(pass_phrase)
    account = Account.objects.select_for_update().get(pk=actor.pk)
    account.set_password(pass_phrase)
    account.save(update_fields=["password"])
    actor.password = account.password
    publish(PassPhraseChanged(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def change_sign_in_name(*, actor: Account, sign_in_name: str) -> None:
    """Sign in with `sign_in_name` from now on, which its owner has shown to have written down."""
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    index = keyed_hash("sign-in-name", sign_in_name)
    try:
        with transaction.atomic():
            Account.objects.filter(pk=actor.pk).update(sign_in_index=index)
    except IntegrityError as error:
        raise NameGone from error
    actor.sign_in_index = index
    publish(SignInNameChanged(actor_id=actor.pk, account_id=actor.pk))
