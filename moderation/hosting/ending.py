"""How a session comes to its end: never mid-sentence. First a closing round in which people finish what they began to
write, then it is over. Hosts end it, or the service does when its time is over or too few of the team are there."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from forum.rooms.models import Attendance, Call, CallKind, ChatSession, ClosedFor, SessionState
from moderation.hosting import telling, turns
from moderation.hosting.events import ChatClosed, ChatClosing
from moderation.rota.cover import fresh_cover

TOO_FEW = (
    "There are not enough of us here to keep this room safe, so it comes to its end in a few minutes. "
    "Nothing you did is the reason. Finish what you are writing, in your own time."
)
NO_HOST = (
    "No host is in the room just now, so it has a breathing space. We are looking for one. What you were writing stays "
    "in your box. If you cannot wait, Help now shows who is there for you."
)
TIME_IS_OVER = "Our time together is nearly over. Finish what you are writing, in your own time. Thank you for coming."


def begin(session: ChatSession, *, why: ClosedFor, until: datetime, words: str, actor_id: UUID | None) -> None:
    """The closing round of a locked session. A room that had a breathing space when too few were left stays quiet:
    nobody is there to read with the others."""
    quiet = why == ClosedFor.COVER and session.state == SessionState.PAUSED
    turns.take(
        session,
        ChatClosing(actor_id=actor_id, session_id=session.pk),
        state=SessionState.CLOSING,
        closing_until=until,
        closed_for=why,
        host_words=words,
        is_listen_only=session.is_listen_only or quiet,
    )


def end(session: ChatSession, *, now: datetime, actor_id: UUID | None, why: ClosedFor | None = None) -> None:
    """A locked session is over: private words with a host end, and a call that nobody answered is not lost."""
    reason = ClosedFor(why or session.closed_for or ClosedFor.ROUND)
    people = Attendance.objects.filter(session=session).of_members()
    people.filter(aside_at__isnull=False, aside_closed_at__isnull=True).update(aside_closed_at=now)
    ring_the_unanswered(session, now)
    telling.lead_to_debrief(session, now)
    turns.take(
        session,
        ChatClosed(actor_id=actor_id, session_id=session.pk, closed_for=reason),
        state=SessionState.CLOSED,
        closed_at=now,
        closed_for=reason,
        closing_until=None,
        short_since=None,
        came=people.filter(entered_at__isnull=False).count(),
    )


def ring_the_unanswered(session: ChatSession, now: datetime) -> None:
    """Whoever said that they are not OK and had no host before the end."""
    left = list(session.calls.waiting().filter(kind=CallKind.NOT_OK, rung_at__isnull=True).select_related("session"))
    if left:
        Call.objects.filter(pk__in=[call.pk for call in left]).update(rung_at=now)
        telling.ring(left, fresh_cover(now))


def closing_time(now: datetime) -> datetime:
    """Until when people finish, if nobody says otherwise."""
    until: datetime = now + settings.CHAT["closing"]
    return until
