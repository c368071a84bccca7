"""A week as small bars, worked out on the server so that the page needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forum.core.when import spelled

WIDTH, HEIGHT, FOOT = 308, 96, 20
_STEP, _BAR, _GAP = 44, 16, 2
_LEAST = 6


@dataclass(frozen=True)
class Day:
    """One day of the week: two bars beside each other, and the numbers for everybody who reads them as words."""

    name: str
    heavy: int
    others: int
    x: int
    heavy_height: int
    others_height: int

    @property
    def others_x(self) -> int:
        return self.x + _BAR + _GAP

    @property
    def heavy_y(self) -> int:
        return HEIGHT - FOOT - self.heavy_height

    @property
    def others_y(self) -> int:
        return HEIGHT - FOOT - self.others_height


def week(days: Sequence[tuple[date, int, int]]) -> list[Day]:
    """The days with their bars; the tallest reaches the top, and a quiet week stays low."""
    top = max([_LEAST, *(max(heavy, others) for _, heavy, others in days)])
    full = HEIGHT - FOOT - 4
    return [
        Day(spelled(day, "%a"), heavy, others, 6 + _STEP * at, round(full * heavy / top), round(full * others / top))
        for at, (day, heavy, others) in enumerate(days)
    ]
