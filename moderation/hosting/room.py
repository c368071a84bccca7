"""The room as its hosts see it: who needs one of them now, what waits to be read, who is at the door, who is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from forum.accounts.models import Account
from forum.rooms import reading
from forum.rooms.faces import Face, Look, told
from forum.rooms.models import Attendance, Call, CallKind, ChatSession, Standing
from forum.rooms.telling import state_told
from moderation.hosting import safety
from moderation.rota.cover import Cover

_STAFF = Face(Look.STAFF)


@dataclass(frozen=True)
class CallLine:
    """Somebody who needs a host, with the clock that runs."""

    id: UUID
    attendance_id: UUID
    name: str
    message_id: UUID | None
    is_not_ok: bool
    used: float
    clock_words: str
    is_rung: bool


@dataclass(frozen=True)
class HostRoom:
    """Everything beside the conversation. `hosts` are those in the room now; `state` is the frame of that name."""

    session: ChatSession
    state: dict[str, Any]
    hosts: Sequence[str]
    on_call: Sequence[str]
    missing: Sequence[str]
    calls: Sequence[CallLine]
    held: Sequence[dict[str, Any]]
    asking: Sequence[Attendance]
    waiting: Sequence[Attendance]
    asides: Sequence[Attendance]
    quiet: Sequence[Attendance]

    @property
    def is_calm(self) -> bool:
        """Does nobody need a host at this moment?"""
        return not (self.calls or self.held or self.asking or self.missing)


def host_room(session: ChatSession, cover: Cover, now: datetime) -> HostRoom | None:
    """The room of `session` at `now`, in six questions however many people are in it; None if it was deleted."""
    state = reading.room_now(session.pk, now)
    if state is None:
        return None
    hosts = reading.hosts_here(session.pk, now)
    people = list(_apart(session, now))
    return HostRoom(
        session=session,
        state=state_told(state, hosts, to_hosts=True),
        hosts=hosts,
        on_call=cover.on_call,
        missing=safety.look(session, cover) if session.is_running else (),
        calls=[_line(call, now) for call in session.calls.waiting().select_related("attendance__account")],
        held=[told(row, _STAFF) for row in reading.rows_held(session.pk)],
        asking=[one for one in people if one.standing == Standing.ASKING],
        waiting=[one for one in people if one.standing == Standing.WAITING],
        asides=[one for one in people if one.is_aside],
        quiet=[one for one in people if one.is_quiet(now) and one.is_in],
    )


def part_of(session: ChatSession, host: Account) -> Attendance | None:
    """The part of somebody who is in the room as a host, also before it is open."""
    mine = Attendance.objects.filter(session=session, account=host, as_host=True, standing=Standing.IN)
    return mine.select_related("session").first()


def _apart(session: ChatSession, now: datetime) -> QuerySet[Attendance]:
    """Members who are not simply in the room, who came first comes first. Who only listens is counted, not named."""
    found = Attendance.objects.filter(session=session).of_members().select_related("account")
    at_the_door = found.filter(standing__in=(Standing.ASKING, Standing.WAITING))
    speaking = found.filter(aside_at__isnull=False, aside_closed_at__isnull=True)
    return (at_the_door | speaking | found.filter(quiet_until__gt=now)).order_by("came_at", "pk")


def _line(call: Call, now: datetime) -> CallLine:
    allowed = call.due_at - call.raised_at
    left = int((call.due_at - now).total_seconds())
    return CallLine(
        id=call.pk,
        attendance_id=call.attendance_id,
        name=call.attendance.account.pseudonym,
        message_id=call.message_id,
        is_not_ok=call.kind == CallKind.NOT_OK,
        used=(now - call.raised_at) / allowed if allowed else 1.0,
        clock_words=f"{_span(left)} left" if left > 0 else f"{_span(-left)} over",
        is_rung=call.rung_at is not None,
    )


def _span(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} seconds" if rest != 1 else "1 second"
    return f"{minutes}:{rest:02} minutes"
