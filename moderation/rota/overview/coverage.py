"""Covered or a gap: what the needs of shifts and the people on them make of a span of time. Asks no database.

At every instant each running shift has, for each duty, as many people as it needs, or fewer. `coverage` cuts a span
into pieces over which that stays the same; together the pieces are the span, and none is both covered and a gap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from moderation.rota.duties import Duty, Need


class Level(IntEnum):
    """How well a time is covered. The greatest is what a page shows of several."""

    QUIET = 0
    FULL = 1
    THIN = 2
    GAP = 3

    @property
    def words(self) -> str:
        """The level for whoever reads it."""
        return _WORDS[self]


_WORDS = {
    Level.QUIET: "nothing planned",
    Level.FULL: "everybody is planned",
    Level.THIN: "enough, more would be good",
    Level.GAP: "somebody is missing",
}


@dataclass(frozen=True)
class Away:
    """A time for which somebody is not here; without an end, until they say so."""

    starts_at: datetime
    ends_at: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Are they away at this instant?"""
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)


@dataclass(frozen=True)
class Standing:
    """Somebody on a shift. Only who `is_counted` covers anything: the others wait for a manager, or left."""

    duty: Duty
    account_id: UUID
    name: str
    is_counted: bool = True
    away: tuple[Away, ...] = ()

    def covers(self, moment: datetime) -> bool:
        """Do they stand there at this instant?"""
        return self.is_counted and not any(each.holds(moment) for each in self.away)


@dataclass(frozen=True)
class Shortfall:
    """A duty with fewer people than would be good; `missing` of them are needed at least."""

    duty: Duty
    missing: int
    wished: int

    @property
    def told(self) -> str:
        """The duty, and how many if it is more than one: "Second", "Second (2 people)"."""
        count = self.missing or self.wished
        return self.duty.label if count == 1 else f"{self.duty.label} ({count} people)"


@dataclass(frozen=True)
class Stretch:
    """A shift as coverage sees it."""

    shift_id: UUID
    starts_at: datetime
    ends_at: datetime
    needs: tuple[Need, ...]
    people: tuple[Standing, ...] = ()

    @cached_property
    def moments(self) -> list[datetime]:
        """The instants from which on other people may be here than before."""
        within = {bound for bound in _bounds(self.people) if self.starts_at < bound < self.ends_at}
        return sorted({self.starts_at, *within})

    @cached_property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """What is missing for a part of it or for all of it, duty by duty."""
        parts = [self.shortfalls_at(moment) for moment in self.moments]
        worst: dict[Duty, Shortfall] = {}
        for short in (short for part in parts for short in part):
            known = worst.get(short.duty)
            if known is None or (short.missing, short.wished) > (known.missing, known.wished):
                worst[short.duty] = short
        return tuple(worst[duty] for duty in Duty if duty in worst)

    @property
    def missing(self) -> tuple[Shortfall, ...]:
        """The gaps: duties with fewer people than it needs at least."""
        return tuple(short for short in self.shortfalls if short.missing)

    @property
    def level(self) -> Level:
        """How well it is covered where it is covered least."""
        return level_of(self.shortfalls)

    def runs_at(self, moment: datetime) -> bool:
        """Is it running at this instant?"""
        return self.starts_at <= moment < self.ends_at

    def shortfalls_at(self, moment: datetime) -> tuple[Shortfall, ...]:
        """What is missing at an instant of it."""
        here = [person.duty for person in self.people if person.covers(moment)]
        counted = ((need, here.count(need.duty)) for need in self.needs)
        return tuple(
            Shortfall(need.duty, max(0, need.minimum - count), max(need.ideal, need.minimum) - count)
            for need, count in counted
            if count < max(need.ideal, need.minimum)
        )


@dataclass(frozen=True)
class Piece:
    """A part of a span over which the same people are there, or missing."""

    starts_at: datetime
    ends_at: datetime
    level: Level
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Is somebody missing?"""
        return self.level == Level.GAP

    @property
    def is_covered(self) -> bool:
        """Is a shift running, with everybody it needs at least?"""
        return self.level in (Level.THIN, Level.FULL)


def coverage(start: datetime, end: datetime, stretches: Iterable[Stretch]) -> list[Piece]:
    """The span from `start` to `end`, cut where anything changes."""
    touching = [each for each in stretches if each.starts_at < end and each.ends_at > start]
    cuts = {bound for each in touching for bound in (*each.moments, each.ends_at)}
    moments = [start, *sorted(cut for cut in cuts if start < cut < end), end]
    pieces: list[Piece] = []
    for here, after in pairwise(moments):
        level, shortfalls = _state_at(here, touching)
        if pieces and (pieces[-1].level, pieces[-1].shortfalls) == (level, shortfalls):
            here = pieces.pop().starts_at
        pieces.append(Piece(here, after, level, shortfalls))
    return pieces


def level_of(shortfalls: Iterable[Shortfall]) -> Level:
    """The level of a running shift with these shortfalls."""
    found = tuple(shortfalls)
    if any(short.missing for short in found):
        return Level.GAP
    return Level.THIN if found else Level.FULL


def _state_at(moment: datetime, stretches: Iterable[Stretch]) -> tuple[Level, tuple[Shortfall, ...]]:
    running = [each for each in stretches if each.runs_at(moment)]
    if not running:
        return Level.QUIET, ()
    shortfalls = tuple(short for each in running for short in each.shortfalls_at(moment))
    return level_of(shortfalls), shortfalls


def _bounds(people: Iterable[Standing]) -> Iterable[datetime]:
    for away in (away for person in people for away in person.away):
        yield away.starts_at
        if away.ends_at is not None:
            yield away.ends_at
