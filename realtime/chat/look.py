"""What a room asks the database when it heard that something happened. Runs in a thread that may use the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from forum.core import clock
from forum.rooms.faces import MessageRow
from forum.rooms.models import Attendance
from forum.rooms.reading import RoomNow, hosts_here, room_now, rows_after
from forum.rooms.standings import attendances


@dataclass
class Asked:
    """What is to be looked at. Hints add to it, and one look answers all of them."""

    messages: bool = False
    session: bool = False
    attendances: set[UUID] = field(default_factory=set)

    def add(self, other: "Asked") -> None:
        """Look at this as well."""
        self.messages |= other.messages
        self.session |= other.session
        self.attendances |= other.attendances


@dataclass(frozen=True)
class Found:
    """What was seen: the messages that changed, the session and its hosts if it was asked about, and the people."""

    messages: list[MessageRow]
    session: RoomNow | None
    hosts: list[str]
    people: Mapping[UUID, Attendance]


def look(session_id: UUID, revision: int, asked: Asked) -> Found:
    """One look, in at most four questions, whatever the number of people."""
    now = clock.now()
    return Found(
        messages=rows_after(session_id, revision) if asked.messages else [],
        session=room_now(session_id, now) if asked.session else None,
        hosts=hosts_here(session_id, now) if asked.session else [],
        people=attendances(asked.attendances),
    )
