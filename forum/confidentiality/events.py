from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticePublished(Event, name="notice.published"):
    notice_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class NoticeDrafted(Event, name="notice.drafted"):
    """A manager wrote on the next version. Nobody is asked to read it yet."""


@dataclass(frozen=True, kw_only=True)
class NoticeDraftDropped(Event, name="notice.draft_dropped"):
    """A manager threw the draft of the next version away."""


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event, name="notice.acknowledged"):
    notice_id: UUID
    version: int
