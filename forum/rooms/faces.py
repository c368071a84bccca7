"""How one message appears to one person in a session: the veil, blocks, and what a host did. Decided in memory.

Pages and sockets both ask here, so that words which somebody chose to hide, or may not read, leave the server by
neither. `face_of` answers None for what somebody does not get at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from forum.core.when import local
from forum.rooms.models import Channel, MessageState
from forum.warnings.taxonomy import BY_KEY, View
from forum.warnings.veil import DEFAULTS, FilterProfile, veil

A_HOST_COVERED_THIS = "A host covered this"


class Look(StrEnum):
    """What a message looks like to somebody."""

    PLAIN = "plain"  # the words
    COVERED = "covered"  # the words under a cover that opens
    HIDDEN = "hidden"  # "message covered": the words stay on the server
    OWN = "own"
    STAFF = "staff"  # for hosts: the words under a cover if they carry warnings, and everything about them
    GONE = "gone"  # taken back, held or put out of sight: nothing but the place of it


@dataclass(frozen=True)
class Seat:
    """One person in one session, as far as it decides what they see."""

    account_id: UUID
    attendance_id: UUID
    is_host: bool
    profile: FilterProfile = DEFAULTS
    blocked: frozenset[UUID] = frozenset()
    blocked_since: Mapping[UUID, datetime] = field(default_factory=dict)
    is_in: bool = True  # False for whoever waits or asks at the door, and whoever was asked to leave


@dataclass(frozen=True)
class MessageRow:
    """One message as the database has it, with its words opened."""

    id: UUID
    number: int
    revision: int
    channel: Channel
    aside_id: UUID | None
    author_id: UUID
    author_name: str
    by_team: bool
    words: str
    warnings: tuple[str, ...]
    state: MessageState
    is_covered: bool
    is_flagged: bool
    reason: str
    written_at: datetime
    submission: UUID


@dataclass(frozen=True)
class Face:
    """How a message appears. Two people with the same face get the very same bytes."""

    look: Look
    names: tuple[str, ...] = ()


def face_of(row: MessageRow, seat: Seat) -> Face | None:
    """How `row` appears to whoever has `seat`; None if they get nothing of it, not even its place."""
    if not _is_to(row, seat):
        return None
    if row.state == MessageState.WITHDRAWN:
        return Face(Look.GONE)
    if seat.is_host or row.author_id == seat.account_id:
        return Face(Look.STAFF if seat.is_host else Look.OWN)
    return _veiled(row, seat) if row.state == MessageState.SHOWN else Face(Look.GONE)


def _veiled(row: MessageRow, seat: Seat) -> Face:
    seen = veil(row.warnings, seat.profile, words=row.words)
    if seen.view is View.HIDE:
        return Face(Look.HIDDEN, seen.names)
    if seen.view is View.COVER or row.is_covered:
        return Face(Look.COVERED, seen.names or (A_HOST_COVERED_THIS,))
    return Face(Look.PLAIN, seen.names)


def told(row: MessageRow, face: Face) -> dict[str, Any]:
    """What a browser is told of `row` under `face`: plain values, ready to be encoded or put on a page.

    Always `id`, `number`, `revision`, `look`, `channel` and `aside`. But for what is gone also `author`, `team`, `at`
    (the time of the service, "19:04"), `when` (the same moment for machines, ISO 8601) and `names` (of content
    warnings); `words` unless they are hidden. One's own carry `submission`, `state` and `reason`, and so does what a
    host sees, which also has the keys of its `warnings`, `covered`, `flagged` and `author_id`.
    """
    found: dict[str, Any] = {
        "id": str(row.id),
        "number": row.number,
        "revision": row.revision,
        "look": face.look.value,
        "channel": row.channel.value,
        "aside": str(row.aside_id) if row.aside_id else None,
    }
    if face.look is Look.GONE:
        return found
    found |= {
        "author": row.author_name,
        "team": row.by_team,
        "at": f"{local(row.written_at):%H:%M}",
        "when": row.written_at.isoformat(timespec="seconds"),
        "names": list(face.names),
    }
    if face.look is not Look.HIDDEN:
        found["words"] = row.words
    if face.look in (Look.OWN, Look.STAFF):
        names = [BY_KEY[key].name for key in row.warnings if key in BY_KEY]
        found |= {"submission": str(row.submission), "state": row.state.value, "reason": row.reason, "names": names}
    if face.look is Look.STAFF:
        found |= {
            "warnings": list(row.warnings),
            "covered": row.is_covered,
            "flagged": row.is_flagged,
            "author_id": str(row.author_id),
        }
    return found


def _is_to(row: MessageRow, seat: Seat) -> bool:
    if row.author_id in seat.blocked:
        return False
    if row.author_id in seat.blocked_since and row.written_at > seat.blocked_since[row.author_id]:
        return False
    if seat.is_host or row.author_id == seat.account_id:
        return True
    if row.channel == Channel.ASIDE:
        return row.aside_id == seat.attendance_id
    return row.channel == Channel.ROOM and seat.is_in
