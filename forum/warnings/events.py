from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ProfileSet(Event, name="profile.set", audited=False):
    """Somebody changed their filter profile. What a person would rather not read stays out of the audit trail."""

    account_id: UUID
