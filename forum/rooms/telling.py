"""What a browser is told of a session and of itself in it: the frames `state` and `you`, for pages and sockets alike.

Moments are told on the clock of the service, so that a page can show them as they are.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from forum.core.when import local
from forum.rooms.faces import MessageRow, Seat, face_of, told
from forum.rooms.models import Attendance
from forum.rooms.reading import RoomNow


def lines_told(rows: Sequence[MessageRow], seat: Seat) -> list[dict[str, Any]]:
    """What whoever has `seat` gets of these messages."""
    faced = ((row, face_of(row, seat)) for row in rows)
    return [told(row, face) for row, face in faced if face is not None]


def state_told(room: RoomNow, hosts: Sequence[str], *, to_hosts: bool = False, slower: bool = False) -> dict[str, Any]:
    """How the session is. Hosts are told too who waits, asks and calls, in numbers."""
    found: dict[str, Any] = {
        "type": "state",
        "session": str(room.id),
        "state": room.state.value,
        "revision": room.revision,
        "turn": room.turn,
        "people": room.people,
        "hosts": list(hosts),
        "listen_only": room.is_listen_only,
        "slow": room.slow_seconds,
        "words": room.host_words,
        "short": room.is_short,
        "closing_until": _at(room.closing_until),
        "ends_at": _at(room.ends_at),
        "slower": slower,
    }
    return found | {"waiting": room.waiting, "asking": room.asking, "calls": room.calls} if to_hosts else found


def you_told(attendance: Attendance, now: datetime) -> dict[str, Any]:
    """How somebody takes part."""
    quiet = attendance.is_quiet(now)
    return {
        "type": "you",
        "standing": attendance.standing,
        "mode": attendance.mode,
        "quiet_until": _at(attendance.quiet_until) if quiet else None,
        "reason": attendance.reason if quiet or not attendance.is_in else "",
        "aside": attendance.is_aside,
        "slow": attendance.is_slow,
        "attendance": str(attendance.pk),
        "host": attendance.as_host,
    }


def _at(moment: datetime | None) -> str | None:
    return local(moment).isoformat(timespec="seconds") if moment else None
