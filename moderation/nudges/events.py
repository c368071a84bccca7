from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MailChosen(Event, name="mail.chosen"):
    """Somebody on the team wants neutral e-mail when there is something for them."""

    postbox_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailTurnedOff(Event, name="mail.turned_off"):
    """Somebody on the team wants no e-mail any more. Their address is deleted."""

    postbox_id: UUID
