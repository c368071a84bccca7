"""Levels: how soon somebody should look, and the clock of each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from django.conf import settings

from moderation.flags.models import Reason


class Level(StrEnum):
    """From most to least urgent."""

    CRISIS = "crisis"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"

    @property
    def rank(self) -> int:
        """0 for the most urgent."""
        return list(Level).index(self)

    @property
    def meaning(self) -> str:
        """What the level says, in plain words."""
        return MEANINGS[self]


MEANINGS: Mapping[Level, str] = MappingProxyType(
    {
        Level.CRISIS: "Somebody may be in danger right now.",
        Level.RED: "A serious worry about somebody, but not this minute.",
        Level.AMBER: "Something that could hurt or identify somebody if it stays.",
        Level.GREEN: "Ordinary sharing that nobody has looked at yet.",
    }
)
CHOICES = [(level.value, level.value.capitalize()) for level in Level]

_OF_REASON: Mapping[str, Level] = MappingProxyType(
    {
        Reason.WORRIED: Level.RED,
        Reason.IDENTIFIES: Level.AMBER,
        Reason.CONTACT: Level.AMBER,
        Reason.UNSURE: Level.AMBER,
        Reason.RULES: Level.AMBER,
    }
)


def level_of(reason: str) -> Level:
    """The level that a flag with this reason asks for."""
    return _OF_REASON[reason]


def highest(levels: Iterable[Level]) -> Level:
    """The most urgent of `levels`."""
    return min(levels, key=lambda level: level.rank)


def due_at(level: Level | str, since: datetime) -> datetime:
    """When somebody should have looked at what came in at `since`."""
    return since + settings.LEVEL_CLOCKS[Level(level).value]
