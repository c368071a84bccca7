"""What the team does in and around a session. All of it is in the audit trail; no words ever are."""

from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event
from forum.rooms.models import ClosedFor


@dataclass(frozen=True, kw_only=True)
class ChatPlanned(Event, name="chat.planned"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatPlanChanged(Event, name="chat.plan_changed"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatCancelled(Event, name="chat.cancelled"):
    """It will not take place."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatOpened(Event, name="chat.opened"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatPaused(Event, name="chat.paused"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatResumed(Event, name="chat.resumed"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatPaceSet(Event, name="chat.pace_set"):
    """Slow mode, listening only, or holding before display was switched."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatShort(Event, name="chat.short"):
    """Fewer of the team are in the room, or on call, than it needs. It may go on for a little while."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatSafeAgain(Event, name="chat.safe_again"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatClosing(Event, name="chat.closing"):
    """A closing round began, or the room comes to its end because too few are there."""

    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChatClosed(Event, name="chat.closed"):
    session_id: UUID
    closed_for: ClosedFor


@dataclass(frozen=True, kw_only=True)
class HostEntered(Event, name="host.entered"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class HostLeft(Event, name="host.left"):
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberLetIn(Event, name="member.let_in"):
    """A host let somebody in who had asked first."""

    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberQuieted(Event, name="member.quieted"):
    """A host asked somebody only to read for a while."""

    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberUnquieted(Event, name="member.unquieted"):
    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberRemoved(Event, name="member.removed"):
    """A host asked somebody to leave the session."""

    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class AsideOpened(Event, name="aside.opened"):
    """A host and a member speak in private, in the frame of the room."""

    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class AsideEnded(Event, name="aside.ended"):
    session_id: UUID
    attendance_id: UUID


@dataclass(frozen=True, kw_only=True)
class CallTaken(Event, name="call.taken"):
    session_id: UUID
    call_id: UUID


@dataclass(frozen=True, kw_only=True)
class CallOverdue(Event, name="call.overdue"):
    """Nobody answered in two minutes; somebody on call was asked to step in."""

    session_id: UUID
    call_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageCovered(Event, name="message.covered"):
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageUncovered(Event, name="message.uncovered"):
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageHeld(Event, name="message.held"):
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageLetThrough(Event, name="message.let_through"):
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageHidden(Event, name="message.hidden"):
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageShown(Event, name="message.shown"):
    """A message that was out of sight can be read again."""

    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageWarned(Event, name="message.warned"):
    """A host added content warnings; the words are untouched."""

    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageHandedOn(Event, name="message.handed_on"):
    """Safeguarding has it from here."""

    message_id: UUID
    item_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupportOffered(Event, name="support.offered"):
    """Somebody trained offers a time for a one-to-one session."""

    session_id: UUID
