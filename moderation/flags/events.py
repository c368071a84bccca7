from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FlagRaised(Event, name="flag.raised"):
    """A member asked the team to look at a post or a message."""

    flag_id: UUID


@dataclass(frozen=True, kw_only=True)
class FlagAnswered(Event, name="flag.answered"):
    """Whoever raised the flag can read what became of it."""

    flag_id: UUID
