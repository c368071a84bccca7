"""How much shifts took out of somebody, over time: for them and their supporter, for nobody else and in no sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from forum.accounts.models import Account
from forum.accounts.permissions import Actor
from forum.core.when import local, spelled
from moderation.handover.models import Debrief

WORDS = {
    1: "Light: I can let it go",
    2: "A little, and it is all right",
    3: "I feel it",
    4: "A lot: it comes home with me",
    5: "Too much right now",
}
HEAVY = 4
_WIDTH, _HEIGHT, _LEFT, _EDGE = 640, 200, 36, 14
SHOWN = 60


@dataclass(frozen=True)
class Told:
    """What somebody said after one shift."""

    at: datetime
    strain: int

    @property
    def words(self) -> str:
        return WORDS[self.strain]


@dataclass(frozen=True)
class Dot:
    """One point of the drawing."""

    x: float
    y: float
    title: str


@dataclass(frozen=True)
class Drawing:
    """What the page draws: dots in order of time, the line through them, a rule for each number."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    rules: tuple[tuple[int, float], ...]

    @property
    def line(self) -> str:
        """The dots as the points of a polyline."""
        return " ".join(f"{dot.x:g},{dot.y:g}" for dot in self.dots)


def told_by(account: Account, *, to: Actor) -> list[Told]:
    """What `account` told that `to` may read, the newest first."""
    rows = Debrief.objects.visible_to(to).filter(place__account=account).order_by("-written_at")
    return [Told(row.written_at, int(row.strain)) for row in rows.only("written_at", "strain")[:SHOWN]]


def drawing(told: Sequence[Told]) -> Drawing:
    """The newest first, drawn from left to right by when it was told."""
    ordered = sorted(told, key=lambda one: one.at)
    room = _WIDTH - _LEFT - _EDGE
    span = (ordered[-1].at - ordered[0].at).total_seconds() if ordered else 0
    dots = [
        Dot(
            x=round(_LEFT + room * ((one.at - ordered[0].at).total_seconds() / span if span else 0.5), 1),
            y=_height_of(one.strain),
            title=f"{spelled(local(one.at), '%d %b')}: {one.strain}",
        )
        for one in ordered
    ]
    return Drawing(_WIDTH, _HEIGHT, tuple(dots), tuple((number, _height_of(number)) for number in WORDS))


def _height_of(strain: int) -> float:
    return round(_HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * (strain - 1) / (len(WORDS) - 1), 1)
