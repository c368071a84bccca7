"""The secret address of one's calendar: made, made anew, turned off."""

from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.secrets import link_hash, new_link_token
from forum.core import clock
from forum.core.events import publish
from moderation.rota.events import CalendarMade, CalendarTurnedOff
from moderation.rota.models import Feed


@transaction.atomic
def make_calendar(*, actor: Account) -> str:
    """A new secret address; an earlier one stops working. Returns its secret part, which is kept nowhere."""
    authorize(actor, Permission.FEED_MAKE, SITE)
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    # A new row, so that the entries of the new calendar have nothing in common with those of the old.
    Feed.objects.filter(account=actor).delete()
    token = new_link_token()
    feed = Feed.objects.create(account=actor, token_hash=link_hash(token), made_at=clock.now())
    publish(CalendarMade(actor_id=actor.pk, feed_id=feed.pk))
    return token


@transaction.atomic
def turn_calendar_off(*, actor: Account) -> None:
    """The address opens nothing any more. Turned off twice, it is off."""
    authorize(actor, Permission.FEED_MAKE, SITE)
    feed = Feed.objects.select_for_update(of=("self",)).filter(account=actor).first()
    if feed is not None:
        event = CalendarTurnedOff(actor_id=actor.pk, feed_id=feed.pk)
        feed.delete()
        publish(event)


@transaction.atomic
def forget_calendar(*, account_id: UUID) -> None:
    """Somebody left the team: their calendar goes with them."""
    Feed.objects.filter(account=account_id).delete()
