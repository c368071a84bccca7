from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ConversationOpened(Event, name="conversation.opened"):
    """The team began a conversation with a member."""

    conversation_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event, name="letter.sent"):
    """A letter or a step arrived in a conversation, from either side."""

    letter_id: UUID
    conversation_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class LettersRead(Event, name="letters.read", audited=False):
    """The member opened the conversation. Not in the trail: when somebody reads what we wrote is nobody's business."""

    conversation_id: UUID
    member_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConversationEnded(Event, name="conversation.ended"):
    """Nobody reads new letters in this conversation any more; the member was told."""

    conversation_id: UUID
    member_id: UUID
