"""What becomes of somebody's part in sessions when they close their account."""

from uuid import UUID

from django.db import transaction

from forum.core import clock
from forum.core.events import publish
from forum.rooms.events import ChatLeft, SupportGivenBack
from forum.rooms.models import Attendance, ChatSession, Mode, SessionState
from forum.rooms.services.attending import go


@transaction.atomic
def forget_person(*, account_id: UUID) -> None:
    """They are gone from every room, their bookings are free again, and nothing that was said about them is left."""
    theirs = ChatSession.objects.filter(member_id=account_id)
    for session in theirs.order_by("pk").select_for_update():
        if session.state == SessionState.PLANNED:
            publish(SupportGivenBack(actor_id=account_id, session_id=session.pk))
        ChatSession.objects.filter(pk=session.pk).update(member=None)
    now = clock.now()
    for attendance in Attendance.objects.filter(account_id=account_id).order_by("session_id"):
        ChatSession.objects.select_for_update().get(pk=attendance.session_id)
        if go(attendance, now):
            publish(ChatLeft(actor_id=account_id, session_id=attendance.session_id, attendance_id=attendance.pk))
    Attendance.objects.filter(account_id=account_id).update(
        mode=Mode.LISTEN, is_new=False, is_slow=False, quiet_until=None, reason=""
    )
