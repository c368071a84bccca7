"""What happens on and after a shift. That somebody wrote a debrief, or did not, is between them and their supporter:
the trail, which managers read, does not hear of it."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class HandoverWritten(Event, name="handover.written"):
    """A shift left something for the next one."""

    handover_id: UUID


@dataclass(frozen=True, kw_only=True)
class HandoverOpened(Event, name="handover.opened"):
    """Somebody read it for the first time."""

    handover_id: UUID


@dataclass(frozen=True, kw_only=True)
class DebriefWritten(Event, name="debrief.written", audited=False):
    debrief_id: UUID


@dataclass(frozen=True, kw_only=True)
class DebriefAnswered(Event, name="debrief.answered", audited=False):
    debrief_id: UUID


@dataclass(frozen=True, kw_only=True)
class DebriefPassedOn(Event, name="debrief.passed_on"):
    """It waited too long, and a manager gave it to another supporter."""

    debrief_id: UUID
    to_id: UUID
