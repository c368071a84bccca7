from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class NoticePublished(Event, name="notice.published"):
    notice_id: UUID
    version: int


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged(Event, name="notice.acknowledged"):
    notice_id: UUID
    version: int
