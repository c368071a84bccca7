from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class LineChecked(Event, name="line.checked"):
    """Somebody from the team checked that an entry of the directory is right."""

    line_id: UUID
