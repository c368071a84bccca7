"""The verbs of nudges: tell somebody on the team, once; put a line away; choose or turn off neutral e-mail."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.core.throttle import spend
from moderation.nudges import mail
from moderation.nudges.events import MailChosen, MailTurnedOff
from moderation.nudges.models import Nudge, Postbox

TRIALS_AN_HOUR = 5
# At most one mail an hour to one person, however much there is to say.
_PAUSE = timedelta(hours=1)
# While one steward sends, another leaves the person alone; after a failure it is tried again when this is over.
_CLAIM = timedelta(minutes=5)


class MailIsOff(Refusal):
    code = "mail_is_off"
    message = "This site sends no e-mail, so there is no address to give. Everything for you stands on the site."


def tell(*, accounts: Collection[UUID], key: str, words: str, href: str) -> None:
    """Write a line to each of `accounts`, with the page that helps. Told twice under one `key`, it stands there once.

    The words say what to look at, never anything about a member: they may be read over a shoulder.
    """
    now = clock.now()
    # In one order, so that two who tell several people the same at once wait for each other and not crosswise.
    Nudge.objects.bulk_create(
        [Nudge(account_id=pk, key=key, words=words, href=href, told_at=now) for pk in sorted(accounts)],
        ignore_conflicts=True,
    )


@transaction.atomic
def put_away(*, actor: Account, nudge: Nudge) -> None:
    """The person has seen the line. It stays known for a while, so that nobody is told the same twice."""
    authorize(actor, Permission.NUDGE_READ, nudge)
    Nudge.objects.filter(pk=nudge.pk, done_at__isnull=True).update(done_at=clock.now())


@transaction.atomic
def choose_mail(*, actor: Account, address: str) -> Postbox:
    """From now on `actor` hears by neutral e-mail that there is something for them. Chosen again, it is the new
    address."""
    authorize(actor, Permission.NUDGE_CHOOSE, SITE)
    if not mail.is_on():
        raise MailIsOff
    spend("mail", str(actor.pk), limit=TRIALS_AN_HOUR, per=timedelta(hours=1))
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    postbox = Postbox.objects.filter(account=actor).first() or Postbox(account=actor)
    postbox.address, postbox.since = address, clock.now()
    postbox.save()
    publish(MailChosen(actor_id=actor.pk, postbox_id=postbox.pk))
    return postbox


@transaction.atomic
def turn_mail_off(*, actor: Account) -> None:
    """No e-mail any more: the address is deleted at once."""
    authorize(actor, Permission.NUDGE_CHOOSE, SITE)
    postbox = Postbox.objects.select_for_update().filter(account=actor).first()
    if postbox is None:
        return
    event = MailTurnedOff(actor_id=actor.pk, postbox_id=postbox.pk)
    postbox.delete()
    publish(event)


@transaction.atomic
def forget_address(*, account_id: UUID) -> None:
    """Somebody left the team: the address they gave goes at once."""
    Postbox.objects.filter(account=account_id).delete()


def send_what_waits(*, now: datetime) -> int:
    """One neutral mail to everybody who wants it and has something new, at most one an hour. What could not be sent is
    tried again. No database is kept waiting while a mail server thinks."""
    if not mail.is_on():
        return 0
    recently = Nudge.objects.filter(mailed_at__gt=now - _PAUSE).values("account_id")
    waiting = Nudge.objects.filter(done_at__isnull=True, mailed_at__isnull=True)
    sent = 0
    for postbox in Postbox.objects.filter(account__is_active=True).exclude(account__in=recently):
        new = list(waiting.filter(account=postbox.account_id, told_at__gte=postbox.since).values_list("pk", flat=True))
        if not new or not cache.add(f"nudges:mail:{postbox.pk}", 1, timeout=_CLAIM.total_seconds()):
            continue
        if mail.send(postbox.address):
            Nudge.objects.filter(pk__in=new).update(mailed_at=now)
            sent += 1
    return sent


def forget_old(*, now: datetime, life: timedelta) -> int:
    """Lines are forgotten after a while, and so is the address of whoever left the team."""
    gone = Postbox.objects.filter(account__is_active=False).delete()[0]
    return gone + Nudge.objects.filter(told_at__lt=now - life).delete()[0]
