"""What happens in a session, told by ids. What members do there is not in the audit trail: nothing of a chat lingers.
What the team does to somebody's message, or with a session, is (`moderation.hosting.events`)."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageWritten(Event, name="message.written", audited=False):
    session_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageWithdrawn(Event, name="message.withdrawn", audited=False):
    """Somebody took their own words back."""

    session_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageChanged(Event, name="message.changed", audited=False):
    """Something about a message is different: `revision` says that it is to be read again. Who did what to it is an
    event of its own."""

    session_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatEntered(Event, name="chat.entered", audited=False):
    """Somebody came in, waits, or asks; or came back."""

    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatLeft(Event, name="chat.left", audited=False):
    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class AttendanceChanged(Event, name="attendance.changed", audited=False):
    """How somebody takes part is different: let in, asked only to read, asked to leave, spoken with in private."""

    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class CallRaised(Event, name="call.raised", audited=False):
    """Somebody needs a host now."""

    session_id: UUID
    call_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatChanged(Event, name="chat.changed", audited=False):
    """The session itself is different: opened, paused, slower, closing, over. What a host did is told apart."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupportBooked(Event, name="support.booked", audited=False):
    """A member booked a one-to-one session. Not in the trail: who spoke with whom is forgotten a day later."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupportGivenBack(Event, name="support.given_back", audited=False):
    """A member does not need the time any more."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatEmptied(Event, name="chat.emptied"):
    """The messages of a session were deleted when their time was over."""

    session_id: UUID
