"""What is left of a session when it is over, until it is deleted."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from forum.accounts.models import Account
from forum.rooms.models import Attendance, Message, MessageState, Standing
from forum.rooms.reading import PAGE, rows_aside, rows_before, seat_of
from forum.rooms.telling import lines_told


@dataclass(frozen=True)
class ReadBack:
    """What somebody who took part can still read: the room, what was said to them in private, and the number before
    which there is more (None if that is all)."""

    room: list[dict[str, Any]] = field(default_factory=list)
    aside: list[dict[str, Any]] = field(default_factory=list)
    earlier: int | None = None


def may_read_back(attendance: Attendance | None) -> bool:
    """Was this person in the room, and is anything of it left?"""
    if attendance is None or attendance.standing not in (Standing.IN, Standing.LEFT):
        return False
    return attendance.entered_at is not None and attendance.session.emptied_at is None


def read_back(attendance: Attendance, before: int | None) -> ReadBack:
    """The last messages, or those before a number, as this person meets them."""
    rows, seat = rows_before(attendance.session_id, before), seat_of(attendance)
    return ReadBack(
        room=lines_told(rows, seat),
        aside=lines_told(rows_aside(attendance.pk), seat) if attendance.aside_at else [],
        earlier=rows[0].number if len(rows) == PAGE else None,
    )


def taken_back(actor: Account, message_id: UUID) -> Message | None:
    """What `actor` wrote and has taken back already: nobody can read it, and its writer may still be told so."""
    mine = Message.objects.filter(pk=message_id, author_id=actor.pk, state=MessageState.WITHDRAWN)
    return mine.select_related("session").first()
