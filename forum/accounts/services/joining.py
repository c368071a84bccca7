"""Joining, coming back with the recovery phrase, closing."""

from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction

from forum.accounts import pseudonyms
from forum.accounts.events import (
    AccountClosed,
    AccountClosing,
    AccountJoined,
    AccountRecovered,
    DutyAccountOpened,
    PhraseKept,
)
from forum.accounts.models import Account, AccountChoices, PlannedReturn
from forum.accounts.permissions import TEAM, Permission, Role, Stage, authorize
from forum.accounts.secrets import candidates, keyed_hash, tidy_phrase
from forum.accounts.services.changing import free_sign_in_name
from forum.accounts.services.factors import forget_factors
from forum.accounts.taken import take_name
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal


class PhraseUnknown(Refusal):
    """No account has this recovery phrase."""

    code = "phrase_unknown"
    message = "We do not know that phrase. Check each of the twelve words and their order."


@transaction.atomic
def join(*, word: str, pseudonym: str, pass_phrase: str) -> tuple[Account, str]:
    """Open a member account. Returns it with its sign-in name, which nobody, we included, can read again later."""
    account, sign_in_name = _open_account(word=word, name=pseudonym, pass_phrase=pass_phrase, role=Role.MEMBER)
    publish(AccountJoined(actor_id=account.pk, account_id=account.pk))
    return account, sign_in_name


@transaction.atomic
def open_duty_account(*, word: str, duty_name: str, pass_phrase: str, role: Role, stage: Stage) -> tuple[Account, str]:
    """Open an account for somebody on the team. Returns it with its sign-in name."""
    if role not in TEAM:
        raise ValueError(f"{role} is not a role of the team.")
    account, sign_in_name = _open_account(word=word, name=duty_name, pass_phrase=pass_phrase, role=role, stage=stage)
    publish(DutyAccountOpened(actor_id=account.pk, account_id=account.pk))
    return account, sign_in_name


@transaction.atomic
def keep_phrase(*, actor: Account, phrase: str) -> None:
    """The person proved that they have `phrase`: from now on it opens their account."""
    index = keyed_hash("recovery-phrase", tidy_phrase(phrase))
    Account.objects.filter(pk=actor.pk).update(recovery_index=index)
    actor.recovery_index = index
    publish(PhraseKept(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def recover(*, phrase: str, word: str, pass_phrase: str) -> tuple[Account, str]:
    """Let somebody back in with their recovery phrase, which is then used up. Every other session of theirs ends, and
    so do their second step and their keys: whoever lost all else must come in, and whoever took over goes out."""
    known = candidates("recovery-phrase", tidy_phrase(phrase))
    account = Account.objects.select_for_update().filter(recovery_index__in=known, is_active=True).first()
    if account is None:
        raise PhraseUnknown
    validate_password(pass_phrase)
    sign_in_name = free_sign_in_name(word)
    account.sign_in_index = keyed_hash("sign-in-name", sign_in_name)
    account.recovery_index = None
    account.set_password(pass_phrase)
    account.save(update_fields=["sign_in_index", "recovery_index", "password"])
    forget_factors(account)
    publish(AccountRecovered(actor_id=account.pk, account_id=account.pk))
    return account, sign_in_name


def close_account(*, actor: Account, account: Account) -> None:
    """Close a member account for good. Its words are deleted by whoever keeps them; what stays is an empty row that
    other people's threads still point to, with nothing in it that names anybody."""
    authorize(actor, Permission.ACCOUNT_CLOSE, account)
    # A step of its own, before the row of the account is held: whoever is in the middle of a sentence in another window
    # holds a room and waits for that row, and this would wait for the room.
    with transaction.atomic():
        publish(AccountClosing(actor_id=actor.pk, account_id=account.pk))
    _close(actor, account)


@transaction.atomic
def _close(actor: Account, account: Account) -> None:
    account.pseudonym = "Somebody who left"
    account.sign_in_index = account.skeleton = uuid4().hex
    account.recovery_index = account.joined_on = None
    account.is_active = False
    account.set_unusable_password()
    account.save(
        update_fields=["pseudonym", "sign_in_index", "skeleton", "recovery_index", "joined_on", "is_active", "password"]
    )
    forget_factors(account)
    for model in (AccountChoices, PlannedReturn):
        model.objects.filter(account=account).delete()
    publish(AccountClosed(actor_id=actor.pk, account_id=account.pk))


def _open_account(*, word: str, name: str, pass_phrase: str, role: Role, stage: str = "") -> tuple[Account, str]:
    name = pseudonyms.tidy(name)
    if role == Role.MEMBER:
        pseudonyms.check(name)
    take_name(name)
    sign_in_name = free_sign_in_name(word)
    account = Account(
        sign_in_index=keyed_hash("sign-in-name", sign_in_name),
        pseudonym=name,
        skeleton=pseudonyms.skeleton(name)[:64],
        role=role,
        stage=stage,
        joined_on=clock.now().date(),
    )
    account.set_password(pass_phrase)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise pseudonyms.PseudonymTaken from error
    return account, sign_in_name
