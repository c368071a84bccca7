from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DraftForgotten(Event, name="draft.forgotten", audited=False):
    """Somebody deleted a draft, or sent what was in it. What people write and do not send stays out of the trail."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class DraftKept(Event, name="draft.kept", audited=False):
    """A draft was kept, which happens every few seconds while somebody writes. It stays out of the trail too."""

    account_id: UUID
