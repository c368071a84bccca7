"""Neutral e-mail: give an address, show that it is one's own, choose when, delete it; and what the steward sends."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from forum.accounts.away import away_now
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock, mail
from forum.core.events import publish
from forum.core.refusals import NotNow, Refusal
from forum.core.throttle import TooMany, give_back, spend
from forum.core.when import local
from forum.updates.events import MailForgotten, MailSet
from forum.updates.kinds import UpdateKind
from forum.updates.models import Mailbox, Pause, Update

SUBJECT = "A message"
SENTENCE = "You have a message."
HOW_TO_STOP = "You asked for this hint, and can stop it where you asked for it. You do not need to answer."
CODE = "Your number is {}."
CODE_STOP = "If you do not know what it is for, you need not do anything. Nothing more will come."
CODE_LIFE = timedelta(hours=1)
# By one account; and to one address, whoever gives it: nobody's postbox is filled from here by strangers.
CODES_A_DAY = 3
# Wrong numbers, or mails that could not be sent: once every five minutes while a number is awaited, then once an hour.
TRIES = 5
SEND_TRIES = 24
# After so many mails without a look at what is new, no more come until there was one.
UNANSWERED = 5
# While one steward sends, another leaves the person alone; after a failure it is tried again when this is over.
_CLAIM = timedelta(minutes=5)
_NEXT_TRY = timedelta(hours=1)
_A_DAY = timedelta(days=1)


class MailIsOff(NotNow):
    """The operator set up no e-mail."""

    code = "mail_is_off"
    message = "This site sends no e-mail, so there is no address to give. Everything for you stands on the site."
    next_step = "updates:list"


class WrongNumber(Refusal):
    """Not the number that was sent, or not any more."""

    code = "wrong_number"
    message = (
        "That is not the number we sent, or its hour is over. Look at the newest mail, or delete the address and "
        "give it again."
    )


@transaction.atomic
def give_address(*, actor: Account, address: str) -> Mailbox:
    """Give an address. Nothing goes there but one number, until that was typed in here."""
    authorize(actor, Permission.MAIL_SET, SITE)
    if not mail.is_on():
        raise MailIsOff
    spend("mail_code", str(actor.pk), limit=CODES_A_DAY, per=timedelta(days=1))
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    Mailbox.objects.filter(account=actor).delete()
    mailbox = Mailbox.objects.create(
        account=actor,
        address=address,
        code=f"{secrets.randbelow(10**6):06}",
        code_until=clock.now() + CODE_LIFE,
        kinds=[UpdateKind.LETTER, UpdateKind.RECEIPT],
    )
    publish(MailSet(actor_id=actor.pk, account_id=actor.pk))
    return mailbox


def confirm(*, actor: Account, number: str) -> Mailbox:
    """The number that came is typed in: the address is theirs. A wrong one is counted, and five are enough."""
    authorize(actor, Permission.MAIL_SET, SITE)
    with transaction.atomic():
        mailbox = Mailbox.objects.select_for_update().filter(account=actor).first()
        right = mailbox is not None and _is_right(mailbox, number)
        if mailbox is not None and right:
            mailbox.code, mailbox.code_until, mailbox.tries = "", None, 0
            mailbox.confirmed_at = clock.now()
            mailbox.save()
            publish(MailSet(actor_id=actor.pk, account_id=actor.pk))
        elif mailbox is not None and mailbox.confirmed_at is None:
            Mailbox.objects.filter(pk=mailbox.pk).update(tries=F("tries") + 1)
    if mailbox is None or not right:
        raise WrongNumber
    return mailbox


@transaction.atomic
def set_mail(*, actor: Account, kinds: Collection[UpdateKind], pause: Pause, quiet_from: int, quiet_until: int) -> None:
    """Choose what a mail is about, how often one may come, and at which hours none does."""
    authorize(actor, Permission.MAIL_SET, SITE)
    chosen = [str(kind) for kind in UpdateKind if kind in kinds]
    Mailbox.objects.filter(account=actor).update(
        kinds=chosen, pause=pause, quiet_from=quiet_from, quiet_until=quiet_until
    )
    publish(MailSet(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def forget_address(*, actor: Account) -> None:
    """The address is deleted at once."""
    authorize(actor, Permission.MAIL_SET, SITE)
    if Mailbox.objects.filter(account=actor).delete()[0]:
        publish(MailForgotten(actor_id=actor.pk, account_id=actor.pk))


def send_what_waits(*, now: datetime) -> int:
    """The numbers that somebody waits for, and one neutral mail to everybody who has something new and whose hours and
    pause allow it. No database is kept waiting while a mail server thinks."""
    if not mail.is_on():
        return 0
    boxes = Mailbox.objects.filter(account__is_active=True).exclude(account__in=away_now())
    awaited = boxes.filter(confirmed_at=None, code_sent=False, code_until__gt=now, tries__lt=TRIES)
    wanting = boxes.filter(confirmed_at__isnull=False, unanswered__lt=UNANSWERED, tries__lt=SEND_TRIES)
    return sum(_send_number(mailbox) for mailbox in awaited) + sum(_send(mailbox, now) for mailbox in wanting)


def forget_unconfirmed(*, now: datetime) -> int:
    """An address that nobody showed to be theirs is deleted with its number, and so is that of a closed account."""
    gone = Mailbox.objects.filter(account__is_active=False).delete()[0]
    return gone + Mailbox.objects.filter(confirmed_at=None, code_until__lt=now - timedelta(days=1)).delete()[0]


def _send_number(mailbox: Mailbox) -> int:
    if not _is_mine(mailbox.pk, _CLAIM):
        return 0
    sent = _heard_enough(mailbox.address) or mail.send(
        mailbox.address, subject=SUBJECT, lines=[CODE.format(mailbox.code), CODE_STOP]
    )
    if not sent:
        give_back("mail_code_to", mailbox.address.casefold(), per=_A_DAY)
    fields: dict[str, Any] = {"code_sent": True} if sent else {"tries": F("tries") + 1}
    Mailbox.objects.filter(pk=mailbox.pk).update(**fields)
    return int(sent)


def _heard_enough(address: str) -> bool:
    """Did as many numbers go to this address as may in a day? Then none goes, and whoever gave it is not told: the
    answer would say that somebody else gave it too."""
    try:
        spend("mail_code_to", address.casefold(), limit=CODES_A_DAY, per=_A_DAY)
    except TooMany:
        return True
    return False


def _send(mailbox: Mailbox, now: datetime) -> int:
    """One mail, if there is something newer than the last one. After a day of failures no more are tried."""
    if mailbox.is_quiet(local(now).hour) or not _is_due(mailbox, now):
        return 0
    since = mailbox.mailed_at or mailbox.confirmed_at
    new = Update.objects.filter(account=mailbox.account_id, kind__in=mailbox.kinds, at__gte=since).unseen()
    if not new.exists() or not _is_mine(mailbox.pk, _NEXT_TRY):
        return 0
    if not mail.send(mailbox.address, subject=SUBJECT, lines=[SENTENCE, HOW_TO_STOP]):
        Mailbox.objects.filter(pk=mailbox.pk).update(tries=F("tries") + 1)
        return 0
    Mailbox.objects.filter(pk=mailbox.pk).update(mailed_at=now, tries=0, unanswered=F("unanswered") + 1)
    return 1


def _is_due(mailbox: Mailbox, now: datetime) -> bool:
    return mailbox.mailed_at is None or now - mailbox.mailed_at >= Pause(mailbox.pause).length


def _is_mine(pk: UUID, until_next: timedelta) -> bool:
    return cache.add(f"updates:mail:{pk}", 1, timeout=until_next.total_seconds())


def _is_right(mailbox: Mailbox, number: str) -> bool:
    fresh = mailbox.code_until is not None and mailbox.code_until > clock.now() and mailbox.tries < TRIES
    return fresh and bool(mailbox.code) and constant_time_compare(mailbox.code, number)
