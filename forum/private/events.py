from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DoorSet(Event, name="private.door_set", audited=False):
    """Somebody said whether others may ask them. Not in the trail: it is theirs alone."""

    account_id: UUID
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class TalkAsked(Event, name="private.asked", audited=False):
    """Not in the trail: who would like to write with whom is nobody else's to know."""

    talk_id: UUID
    asked_id: UUID


@dataclass(frozen=True, kw_only=True)
class AskedMany(Event, name="private.asked_many"):
    """One member asked as many others in a day as anybody can. The trail keeps who, never whom."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class TalkAccepted(Event, name="private.accepted", audited=False):
    """Not in the trail, as above."""

    talk_id: UUID
    asker_id: UUID


@dataclass(frozen=True, kw_only=True)
class PrivateWritten(Event, name="private.written", audited=False):
    """Not in the trail, as above. `reader_id` is for whom it is; None when they never meet it."""

    talk_id: UUID
    message_id: UUID
    writer_id: UUID
    reader_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class TalkEnded(Event, name="private.ended", audited=False):
    """Not in the trail, as above. Everything in the talk is deleted."""

    talk_id: UUID


@dataclass(frozen=True, kw_only=True)
class PrivateHidden(Event, name="private.hidden"):
    """The team put a reported message out of sight of whoever it was written to."""

    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class PrivateShown(Event, name="private.shown"):
    """The team brought it back."""

    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class PrivateWarned(Event, name="private.warned"):
    """The team added a content warning to a reported message."""

    message_id: UUID
