"""What happens in supervision, told by ids. That somebody wrote for themselves is nobody else's to know, so the trail
does not keep it."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SupervisorNamed(Event, name="supervision.arranged"):
    """A manager said who supervises somebody."""

    account_id: UUID
    supervisor_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(Event, name="supervision.planned"):
    supervision_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionMoved(Event, name="supervision.moved"):
    supervision_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(Event, name="supervision.cancelled"):
    supervision_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionHeld(Event, name="supervision.held"):
    """It took place."""

    supervision_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionNoted(Event, name="supervision.noted", audited=False):
    """Somebody wrote, changed or deleted their note of a session."""

    supervision_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class LogWritten(Event, name="log.written", audited=False):
    """Somebody wrote in their own log, or deleted from it."""

    account_id: UUID
