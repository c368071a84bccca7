"""The verbs of names: write one thread under another name, and be called otherwise from now on."""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from forum.accounts import pseudonyms
from forum.accounts.models import Account, mark_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.taken import take_name
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotNow, Refusal
from forum.core.throttle import spend
from forum.names.events import OneOffNameTaken, PseudonymChanged
from forum.names.models import NameKind, OtherName

ONE_OFF_A_DAY = 6
CHANGES_A_MONTH = 3
# Trying names tells which are taken, those of boards one does not read and of people who left among them.
TRIED_AN_HOUR = 20
A_MONTH = timedelta(days=30)


class SameName(Refusal):
    """The new pseudonym is the one of today."""

    code = "same_name"
    message = "That is your name already. Choose another one, or leave it as it is."


class ChangedOften(NotNow):
    """Everybody who talks with this person would have to learn yet another name."""

    code = "changed_often"
    message = (
        "You have changed your name a few times lately, and others need a while to get to know it. "
        "You can change it again next month. Until then, one thread can always stand under another name."
    )


@transaction.atomic
def take_one_off(*, actor: Account, name: str) -> OtherName:
    """Take a name for one thread. It is used nowhere else, and never again by anybody."""
    authorize(actor, Permission.NAME_USE, SITE)
    name = pseudonyms.tidy(name)
    pseudonyms.check(name)
    spend("one-off-name", str(actor.pk), limit=ONE_OFF_A_DAY, per=timedelta(days=1))
    take_name(name)
    row = OtherName.objects.create(account=actor, name=name, kind=NameKind.ONE_OFF, at=clock.now())
    publish(OneOffNameTaken(actor_id=actor.pk, name_id=row.pk))
    return row


@transaction.atomic
def change_pseudonym(*, actor: Account, name: str, follows: bool) -> Account:
    """Be called `name` from now on. With `follows`, what was written before stands under it too; without, it stays
    under the name it was written under, and nothing here leads from one to the other."""
    authorize(actor, Permission.NAME_CHANGE, SITE)
    name = pseudonyms.tidy(name)
    pseudonyms.check(name)
    spend("pseudonym-tried", str(actor.pk), limit=TRIED_AN_HOUR, per=timedelta(hours=1))
    account = Account.objects.select_for_update().get(pk=actor.pk)
    before = account.pseudonym
    if name == before:
        raise SameName
    _not_too_often(account)
    if mark_of(name) == mark_of(before):
        follows = True  # Written a little differently, it is the same name.
    else:
        take_name(name)
    former = OtherName.objects.create(account=account, name=before, kind=NameKind.FORMER, at=clock.now())
    _call(account, name)
    actor.pseudonym, actor.skeleton = account.pseudonym, account.skeleton
    publish(PseudonymChanged(actor_id=actor.pk, account_id=actor.pk, former_id=None if follows else former.pk))
    return account


@transaction.atomic
def forget_names(*, account_id: UUID) -> None:
    """Somebody left: which other names were theirs goes with them."""
    OtherName.objects.filter(account_id=account_id).delete()


def _not_too_often(account: Account) -> None:
    lately = OtherName.objects.filter(account=account, kind=NameKind.FORMER, at__gt=clock.now() - A_MONTH)
    if lately.count() >= CHANGES_A_MONTH:
        raise ChangedOften


def _call(account: Account, name: str) -> None:
    account.pseudonym, account.skeleton = name, pseudonyms.skeleton(name)[:64]
    try:
        with transaction.atomic():
            account.save(update_fields=["pseudonym", "skeleton"])
    except IntegrityError as error:
        raise pseudonyms.PseudonymTaken from error
