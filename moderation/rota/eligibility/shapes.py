"""What the rules look at: a person, a shift, and the reasons that come of the two. Nothing here asks the database."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from forum.accounts.permissions import Role, Stage
from moderation.rota.duties import CALLED, HERE, Duty
from moderation.supervision.due import Due
from moderation.training.validity import Lapse

# What a manager reads of every reason that cannot be set aside. One sentence for all of them, so that a wish not to
# share a shift looks like being away.
NEUTRAL = "They cannot take this place."


class Code(StrEnum):
    """The rules, by name."""

    OVER = "over"
    CLOSED = "closed"
    ROLE = "role"
    STAGE = "stage"
    ON_IT = "on_it"
    ELSEWHERE = "elsewhere"
    AWAY = "away"
    WISH = "wish"
    TRAINING = "training"
    SUPERVISION = "supervision"
    LENGTH = "length"
    WEEK = "week"
    REST = "rest"
    EXPOSURE = "exposure"
    PARTNER = "partner"


# The rules that a manager may set aside, as they are told afterwards.
SOFT = {
    Code.TRAINING: "training",
    Code.SUPERVISION: "supervision",
    Code.LENGTH: "how long a shift may be",
    Code.WEEK: "hours of the week",
    Code.REST: "rest between shifts",
    Code.EXPOSURE: "how much that is heavy in a week",
    Code.PARTNER: "a partner past probation",
}


@dataclass(frozen=True)
class Reason:
    """Why somebody cannot take a place: `words` to them, `of_them` to a manager. A soft reason may be set aside."""

    code: str
    words: str
    is_hard: bool
    of_them: str = NEUTRAL
    # Says nothing but no: it comes of what another person wished.
    is_neutral: bool = False


@dataclass(frozen=True)
class Stint:
    """A place somebody has, given up ones left out."""

    place_id: UUID
    shift_id: UUID
    starts_at: datetime
    ends_at: datetime
    duty: Duty


@dataclass(frozen=True)
class Away:
    """A time for which somebody is not here; a pause has no end."""

    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class Person:
    """Everything about one person that a rule may look at, for a stretch of time."""

    account_id: UUID
    name: str
    role: str
    stage: str
    is_open: bool = True
    stints: tuple[Stint, ...] = ()
    aways: tuple[Away, ...] = ()
    # Modules that will not count on the last day of that time; `ran_out_on` says until when they do.
    lapses: tuple[Lapse, ...] = ()
    supervision: Due | None = None
    supervisor: str = ""
    # When they dealt with something heavy in the last seven days.
    heavy_at: tuple[datetime, ...] = ()
    weekly_minutes: int | None = None
    # With whom they asked not to share a shift, and who asked it of them.
    wished: frozenset[UUID] = frozenset()
    wished_by: frozenset[UUID] = frozenset()

    @property
    def is_past_probation(self) -> bool:
        """Have they come to the stage from which somebody can be a partner to others?"""
        return has_come_to(self.stage, Stage.SOLO)

    def without(self, place_ids: Collection[UUID]) -> "Person":
        """The same person, as if they did not have these places."""
        return replace(self, stints=tuple(stint for stint in self.stints if stint.place_id not in place_ids))

    def with_lapses(self, lapses: tuple[Lapse, ...]) -> "Person":
        """The same person, as if these were all their modules that do not count."""
        return replace(self, lapses=lapses)


@dataclass(frozen=True)
class Other:
    """Somebody else on the shift."""

    account_id: UUID
    duty: Duty
    stage: str
    is_confirmed: bool = True


@dataclass(frozen=True)
class ShiftFacts:
    """Everything about one shift that a rule may look at."""

    shift_id: UUID
    starts_at: datetime
    ends_at: datetime
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One question: could this person take this duty on this shift, asked at this moment?"""

    person: Person
    duty: Duty
    shift: ShiftFacts
    now: datetime

    @property
    def others(self) -> tuple[Other, ...]:
        return tuple(other for other in self.shift.others if other.account_id != self.person.account_id)

    @property
    def is_at_the_desk(self) -> bool:
        """Rules about tiredness are about time at the desk; being on call counts when something comes."""
        return self.duty not in CALLED

    @property
    def is_here(self) -> bool:
        return self.duty in HERE


def has_come_to(stage: str, needed: Stage) -> bool:
    """Is `stage` at least `needed`? Members have none."""
    return bool(stage) and Stage(stage).rung >= needed.rung


def role_label(role: Role) -> str:
    """The people of a role, in words."""
    return f"{role.value}s"
