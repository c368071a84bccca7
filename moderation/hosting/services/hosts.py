"""Hosts come into a room and go out again."""

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.rooms.events import ChatEntered, ChatLeft
from forum.rooms.models import Attendance, ChatSession, Standing
from moderation.hosting import keeper, presence, turns
from moderation.hosting.events import HostEntered, HostLeft


@transaction.atomic
def come_in(*, actor: Account, session: ChatSession) -> Attendance:
    """`actor` is in the room as a host. Pressed again, it says that they are still there."""
    session = turns.lock(session.pk)
    authorize(actor, Permission.CHAT_HOST, session)
    now = clock.now()
    attendance, is_new = presence.come_in(session, actor, now)
    if is_new:
        keeper.keep(session, now)
        publish(ChatEntered(actor_id=actor.pk, session_id=session.pk, attendance_id=attendance.pk))
        publish(HostEntered(actor_id=actor.pk, session_id=session.pk))
    return attendance


@transaction.atomic
def go_out(*, actor: Account, session: ChatSession) -> None:
    """`actor` leaves the room. Whoever is in it may always go, also when their shift has ended."""
    session = turns.lock(session.pk)
    now = clock.now()
    mine = Attendance.objects.filter(session=session, account=actor, as_host=True, standing=Standing.IN).first()
    if mine is None:
        return
    mine.standing, mine.left_at = Standing.LEFT, now
    mine.save(update_fields=["standing", "left_at"])
    keeper.keep(session, now)
    publish(ChatLeft(actor_id=actor.pk, session_id=session.pk, attendance_id=mine.pk))
    publish(HostLeft(actor_id=actor.pk, session_id=session.pk))
