from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class UpdateNoted(Event, name="update.noted", audited=False):
    """There is something new for a member. Not in the trail: what happened stands there already."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailSet(Event, name="mail.set", audited=False):
    """A member gave an address, proved that it is theirs, or changed when it is used. Not in the trail: whether
    somebody has an address here is nobody's to know."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailForgotten(Event, name="mail.forgotten", audited=False):
    """Their address is deleted. Not in the trail, as above."""

    account_id: UUID
