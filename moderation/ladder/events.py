from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StageChanged(Event, name="stage.changed"):
    """Somebody on the team came to another stage, a step on or a step back."""

    step_id: UUID
    account_id: UUID
