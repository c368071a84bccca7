from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ProfileSet(Event, name="profile.set", audited=False):
    """Somebody changed their filter profile, their own words, or is stricter for a while. What a person would rather
    not read stays out of the audit trail."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class WarningAdded(Event, name="warning.added"):
    """There is one more content warning to choose."""

    warning_id: UUID


@dataclass(frozen=True, kw_only=True)
class WarningReworded(Event, name="warning.reworded"):
    """A content warning has another name, meaning or first view, or was put into another language."""

    warning_id: UUID


@dataclass(frozen=True, kw_only=True)
class WarningRetired(Event, name="warning.retired"):
    """A content warning is no longer offered. It still covers what carries it."""

    warning_id: UUID


@dataclass(frozen=True, kw_only=True)
class WarningReturned(Event, name="warning.returned"):
    """A content warning that was retired is offered again."""

    warning_id: UUID
