"""Booking a time for one to one, and giving it back."""

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core.events import publish
from forum.core.refusals import NotGranted
from forum.rooms.events import SupportBooked, SupportGivenBack
from forum.rooms.models import ChatSession


@transaction.atomic
def book(*, actor: Account, session: ChatSession) -> None:
    """Take a free time. Of two who take it at once one gets it; booking one's own again changes nothing."""
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)  # One time each, also in two windows at once.
    fresh = ChatSession.objects.select_for_update().get(pk=session.pk)
    authorize(actor, Permission.SUPPORT_BOOK, fresh)
    if fresh.member_id is None:
        ChatSession.objects.filter(pk=fresh.pk).update(member=actor)
        publish(SupportBooked(actor_id=actor.pk, session_id=fresh.pk))
    session.member_id = actor.pk


@transaction.atomic
def give_back(*, actor: Account, session: ChatSession) -> None:
    """Let somebody else have the time. Nobody asks why."""
    fresh = ChatSession.objects.select_for_update().get(pk=session.pk)
    if fresh.member_id != actor.pk:
        raise NotGranted
    authorize(actor, Permission.SUPPORT_BOOK, fresh)
    ChatSession.objects.filter(pk=fresh.pk).update(member=None)
    publish(SupportGivenBack(actor_id=actor.pk, session_id=fresh.pk))
    session.member_id = None
