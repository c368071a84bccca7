"""Somebody needs a host now."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.rooms.events import AttendanceChanged, CallRaised
from forum.rooms.models import Attendance, Call, CallKind, ChatSession, Message


@transaction.atomic
def call_host(*, actor: Account, attendance: Attendance) -> Call:
    """“I am not OK”: a host comes within two minutes, and the two speak in private. Saying it twice is once. In a one
    to one the two are by themselves already, so the call alone is made."""
    authorize(actor, Permission.CALL_RAISE, attendance)
    session = ChatSession.objects.select_for_update().get(pk=attendance.session_id)
    attendance = Attendance.objects.select_related("session").get(pk=attendance.pk)
    authorize(actor, Permission.CALL_RAISE, attendance)  # Once more, now that nobody else changes it.
    if not attendance.is_aside and not session.is_one_to_one:
        Attendance.objects.filter(pk=attendance.pk).update(aside_at=clock.now(), aside_closed_at=None)
        publish(AttendanceChanged(actor_id=actor.pk, session_id=session.pk, attendance_id=attendance.pk))
    waiting = Call.objects.waiting().filter(attendance=attendance, kind=CallKind.NOT_OK).first()
    return waiting or _raise(attendance, CallKind.NOT_OK, None)


@transaction.atomic
def note_flag(*, session_id: UUID, message: Message, attendance: Attendance) -> Call | None:
    """Whoever has `attendance` asked the team to look at `message`. While the session runs a host is called; a message
    that waits for one already makes no second call."""
    ChatSession.objects.filter(pk=session_id).update(flagged=F("flagged") + 1)  # Locks it, too.
    # It takes no number of the ledger: a message that arrives again unchanged would tell its writer. Hosts are called.
    Message.objects.filter(pk=message.pk).update(is_flagged=True)
    if not ChatSession.objects.running().filter(pk=session_id).exists():
        return None
    return Call.objects.waiting().filter(message=message).first() or _raise(attendance, CallKind.FLAG, message)


def _raise(attendance: Attendance, kind: CallKind, message: Message | None) -> Call:
    now = clock.now()
    call = Call.objects.create(
        session_id=attendance.session_id,
        attendance=attendance,
        kind=kind,
        message=message,
        raised_at=now,
        due_at=now + settings.CHAT["answer"],
    )
    publish(CallRaised(actor_id=attendance.account_id, session_id=call.session_id, call_id=call.pk))
    return call
