from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ShiftPlanned(Event, name="shift.planned"):
    shift_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftChanged(Event, name="shift.changed"):
    """Other people are on the shift than before."""

    shift_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftRemoved(Event, name="shift.removed"):
    shift_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftSignedOn(Event, name="shift.signed_on"):
    """Somebody is here for their place on a shift."""

    shift_id: UUID
    place_id: UUID


@dataclass(frozen=True, kw_only=True)
class ShiftSignedOff(Event, name="shift.signed_off"):
    """Somebody ended their shift; without an actor, the service closed one that was forgotten."""

    shift_id: UUID
    place_id: UUID
