"""What is read of a session: plain rows and short facts, in a few questions whatever the number of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from forum.accounts.permissions import TEAM, Role
from forum.blocks.reading import blocked_with
from forum.rooms.faces import MessageRow, Seat
from forum.rooms.models import Attendance, Channel, ChatSession, Message, MessageState, SessionState, Standing
from forum.rooms.models.attendances import HERE
from forum.warnings.profile import profile_of_account

PAGE = 50


@dataclass(frozen=True)
class RoomNow:
    """A session as everybody in it is told of it. `people` are members; hosts are named elsewhere."""

    id: UUID
    state: SessionState
    revision: int
    turn: int
    people: int
    waiting: int
    asking: int
    calls: int
    is_listen_only: bool
    slow_seconds: int
    host_words: str
    is_short: bool
    closing_until: datetime | None
    ends_at: datetime


def rows_after(session_id: UUID, revision: int, *, limit: int = PAGE) -> list[MessageRow]:
    """The messages of a session that changed after `revision`, in the order of their changes. One question. Whoever
    shows them asks `faces` what the reader gets."""
    changed = Message.objects.filter(session_id=session_id, revision__gt=revision).order_by("revision")
    return [_row(message) for message in changed.select_related("author")[:limit]]


def rows_before(session_id: UUID, number: int | None = None, *, limit: int = PAGE) -> list[MessageRow]:
    """The last messages to the room, or the last ones before `number`, oldest first."""
    room = Message.objects.filter(session_id=session_id, channel=Channel.ROOM)
    rows = room.exclude(state=MessageState.WITHDRAWN)
    if number is not None:
        rows = rows.filter(number__lt=number)
    found = rows.select_related("author").order_by("-number")[:limit]
    return [_row(message) for message in reversed(found)]


def rows_aside(attendance_id: UUID, *, limit: int = PAGE) -> list[MessageRow]:
    """The last messages between one person and the hosts, oldest first."""
    rows = Message.objects.filter(aside_id=attendance_id).exclude(state=MessageState.WITHDRAWN)
    return [_row(message) for message in reversed(rows.select_related("author").order_by("-number")[:limit])]


def rows_apart(session_id: UUID, *, limit: int = 4 * PAGE) -> list[MessageRow]:
    """What was last written beside the room, oldest first: among the hosts, and with one person each."""
    rows = Message.objects.filter(session_id=session_id).exclude(channel=Channel.ROOM)
    found = rows.exclude(state=MessageState.WITHDRAWN).select_related("author").order_by("-number")[:limit]
    return [_row(message) for message in reversed(found)]


def rows_held(session_id: UUID, *, limit: int = PAGE) -> list[MessageRow]:
    """What waits for a host to read it, oldest first."""
    rows = Message.objects.filter(session_id=session_id, channel=Channel.ROOM, state=MessageState.HELD)
    return [_row(message) for message in rows.select_related("author").order_by("number")[:limit]]


def room_now(session_id: UUID, now: datetime) -> RoomNow | None:
    """The session at this moment; None if it is not there any more. One question."""
    members = Q(attendances__as_host=False)
    here = members & Q(attendances__standing=Standing.IN, attendances__seen_at__gt=now - HERE)
    found = (
        ChatSession.objects.filter(pk=session_id)
        .annotate(
            people=Count("attendances", filter=here, distinct=True),
            waiting=Count("attendances", filter=members & Q(attendances__standing=Standing.WAITING), distinct=True),
            asking=Count("attendances", filter=members & Q(attendances__standing=Standing.ASKING), distinct=True),
            waiting_calls=Count("calls", filter=Q(calls__taken_at__isnull=True), distinct=True),
        )
        .values(
            "state", "revision", "turn", "people", "waiting", "asking", "waiting_calls", "is_listen_only",
            "slow_seconds", "host_words", "short_since", "closing_until", "ends_at",
        )
        .first()
    )  # fmt: skip
    if found is None:
        return None
    row: dict[str, Any] = {**found}
    short, calls = row.pop("short_since"), row.pop("waiting_calls")
    state = SessionState(row.pop("state"))
    return RoomNow(id=session_id, state=state, calls=calls, is_short=short is not None, **row)


def seat_of(attendance: Attendance) -> Seat:
    """What decides how messages appear to this person. Three questions: filters, own words, blocks."""
    account_id, is_in = attendance.account_id, attendance.reads_room
    if attendance.as_host:
        is_host = attendance.is_in
        return Seat(account_id, attendance.pk, is_host=is_host, is_in=is_host)
    profile = profile_of_account(account_id)
    unmet = blocked_with(account_id)
    return Seat(
        account_id,
        attendance.pk,
        is_host=False,
        profile=profile,
        blocked=unmet.always,
        blocked_since=unmet.since,
        is_in=is_in,
    )


def hosts_here(session_id: UUID, now: datetime) -> list[str]:
    """The duty names of the hosts in the room, who came first comes first. One question."""
    hosts = Attendance.objects.filter(session_id=session_id, as_host=True).here(now)
    return list(hosts.order_by("entered_at", "account__pseudonym").values_list("account__pseudonym", flat=True))


def writers(rows: Sequence[MessageRow]) -> list[str]:
    """The names of those who wrote, each once. Who only listens is counted and never named."""
    return list(dict.fromkeys(row.author_name for row in rows if row.channel == Channel.ROOM and not row.by_team))


def _row(message: Message) -> MessageRow:
    return MessageRow(
        id=message.pk,
        number=message.number,
        revision=message.revision,
        channel=Channel(message.channel),
        aside_id=message.aside_id,
        author_id=message.author_id,
        author_name=message.author.pseudonym,
        by_team=Role(message.author.role) in TEAM,
        words=message.words,
        warnings=tuple(message.warnings),
        state=MessageState(message.state),
        is_covered=message.is_covered,
        is_flagged=message.is_flagged,
        reason=message.reason,
        written_at=message.written_at,
        submission=message.submission,
    )
