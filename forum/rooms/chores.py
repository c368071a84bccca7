"""What the steward does about chat: gives free places away, deletes what was said, forgets old sessions."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from forum.core.chores import chore
from forum.rooms.models import Attendance, ChatSession, Message, SessionState, Standing
from forum.rooms.services.attending import admit_waiting
from forum.rooms.services.emptying import empty_session, forget_session

log = logging.getLogger(__name__)


@chore(every=timedelta(minutes=1))
def give_free_places(now: datetime) -> int:
    """Nobody waits in front of an empty room because a browser was closed without a word."""
    line = Attendance.objects.filter(standing=Standing.WAITING, session__in=ChatSession.objects.running())
    sessions = list(line.order_by("session_id").values_list("session_id", flat=True).distinct())
    return sum(admit_waiting(session_id=session_id, now=now) for session_id in sessions)


@chore(every=timedelta(minutes=10))
def empty_sessions(now: datetime) -> int:
    """Nothing lingers. Sessions from which something was kept for the team are looked at until that is gone, too."""
    over = now - settings.RETENTION["chat"]
    ended = Q(state=SessionState.CLOSED, closed_at__lte=over) | Q(state=SessionState.CANCELLED, ends_at__lte=over)
    left = Exists(Message.objects.filter(session=OuterRef("pk")))
    due = ChatSession.objects.filter(ended).filter(Q(emptied_at=None) | Q(left))
    return sum(_emptied(session_id) for session_id in due.values_list("pk", flat=True))


@chore(every=timedelta(days=1))
def forget_old_sessions(now: datetime) -> int:
    """The log without words has its end, too. A session that something is kept of waits for that."""
    old = ChatSession.objects.filter(emptied_at__isnull=False, ends_at__lt=now - settings.RETENTION["shifts"])
    gone = list(old.exclude(pk__in=Message.objects.values("session")).values_list("pk", flat=True))
    for session_id in gone:
        forget_session(session_id=session_id)
    return len(gone)


def _emptied(session_id: UUID) -> int:
    """One that cannot be emptied keeps no other from it; it is tried again."""
    try:
        return empty_session(session_id=session_id)
    except Exception:
        log.exception("A session could not be emptied; it will be tried again.")
        return 0
