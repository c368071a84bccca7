from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OneOffNameTaken(Event, name="one_off_name.taken", audited=False):
    """Not in the trail: nobody is to learn from it which name belongs to whom."""

    name_id: UUID


@dataclass(frozen=True, kw_only=True)
class PseudonymChanged(Event, name="pseudonym.changed", audited=False):
    """Somebody is called otherwise from now on. `former_id` is the name that their earlier words stay under, if they
    stay. Not in the trail: what somebody wants to be called is their own business."""

    account_id: UUID
    former_id: UUID | None
