from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MemberBlocked(Event, name="member.blocked", audited=False):
    """Not in the trail: whom somebody does not want to meet is nobody else's to know."""

    account_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberUnblocked(Event, name="member.unblocked", audited=False):
    account_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, kw_only=True)
class NameMuted(Event, name="name.muted", audited=False):
    """Not in the trail: what somebody does not want to read is nobody else's to know."""

    mute_id: UUID


@dataclass(frozen=True, kw_only=True)
class NameUnmuted(Event, name="name.unmuted", audited=False):
    """Not in the trail either."""

    mute_id: UUID
