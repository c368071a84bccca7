from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class BoardSet(Event, name="board.set"):
    """A manager chose whose posts wait for a first look there."""

    board_id: UUID
