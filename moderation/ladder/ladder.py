"""The whole ladder at a moment: who stands where, and what each next step still asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from forum.accounts.models import Account
from forum.accounts.permissions import Stage
from forum.core.when import local
from moderation.ladder import facts, requirements
from moderation.ladder.opens import opened
from moderation.ladder.requirements import Line
from moderation.team.stages import MEANINGS

# The drawing, in the units of its view box.
WIDTH, STEP, BASE = 64, 22, 132


@dataclass(frozen=True)
class Stand:
    """Where one person stands, and what comes next."""

    account: Account
    stage: Stage
    since: date
    next: Stage | None
    back: Stage | None
    lines: tuple[Line, ...]

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_done)


@dataclass(frozen=True)
class Rung:
    """One stage of the ladder as it is drawn and written."""

    stage: Stage
    meaning: str
    stands: tuple[Stand, ...]

    @property
    def count(self) -> str:
        """How many, in words."""
        number = len(self.stands)
        return "nobody" if not number else "1 person" if number == 1 else f"{number} people"

    @property
    def left(self) -> int:
        return self.stage.rung * WIDTH

    @property
    def top(self) -> int:
        return BASE - (self.stage.rung + 1) * STEP

    @property
    def height(self) -> int:
        return BASE - self.top


def stands_of(accounts: Collection[Account], now: datetime) -> list[Stand]:
    """Where each of `accounts` stands, in the order they came in."""
    today, found = local(now).date(), facts.of(accounts, now)
    return [
        Stand(
            account=one,
            stage=Stage(one.stage),
            since=found[one.pk].since,
            next=requirements.next_stage(one.stage),
            back=requirements.stage_before(one.stage),
            lines=requirements.lines(found[one.pk], today, settings.LADDER),
        )
        for one in accounts
    ]


def rungs_of(stands: Collection[Stand]) -> list[Rung]:
    """The ladder from its first stage, with the people on each by name."""
    return [Rung(stage, MEANINGS[stage], tuple(one for one in stands if one.stage is stage)) for stage in Stage]


def ways_of(role: str) -> list[tuple[Stage, str, tuple[str, ...]]]:
    """Each stage, what it is, and what it opens for somebody of this role."""
    return [(stage, MEANINGS[stage], opened(role, stage)) for stage in Stage]
