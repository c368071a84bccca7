"""The four parts of a day, on the service's own clock, in which the pictures of the rota count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum

from forum.core.when import local, zone


class Band(IntEnum):
    """A quarter of a day, by the hour it begins."""

    NIGHT = 0
    MORNING = 6
    AFTERNOON = 12
    EVENING = 18

    @property
    def label(self) -> str:
        """ "Evening"."""
        return self.name.capitalize()


Slot = tuple[date, Band]


def slot_of(moment: datetime) -> Slot:
    """The day and the part of it."""
    then = local(moment)
    return then.date(), Band(then.hour // 6 * 6)


def bounds(slot: Slot) -> tuple[datetime, datetime]:
    """The instants between which `slot` lies: six hours, but on the nights of the clock change."""
    day, band = slot
    return _at(day, band.value), _at(day, band.value + 6)


def touched(start: datetime, end: datetime) -> Iterator[Slot]:
    """Every slot that shares a moment with the time from `start` to `end`."""
    moment, last = start, None
    while moment < end:
        slot = slot_of(moment)
        if slot != last:
            yield slot
        # Where the clock is put back over the border of two slots, the next one begins a little later.
        moment, last = max(bounds(slot)[1], moment + timedelta(minutes=1)), slot


def day_begins(day: date) -> datetime:
    """The instant at which `day` begins."""
    return _at(day, 0)


def _at(day: date, hour: int) -> datetime:
    wall = datetime.combine(day + timedelta(days=hour // 24), time(hour % 24), tzinfo=zone())
    return wall.astimezone(UTC)
