"""Where somebody is missing in the coming weeks: the nearest first, and by duty and time of the week."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext

from forum.accounts.permissions import Actor
from moderation.rota.duties import Duty
from moderation.rota.models import Shift
from moderation.rota.overview.bands import Band, slot_of
from moderation.rota.overview.coverage import Level, Stretch
from moderation.rota.overview.heatmap import Block, Grid, Label, Picture
from moderation.rota.overview.span import stretches

WEEKS = 4
NEAREST = 30
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GRID = Grid(column=36, row=30, left=78, top=26)
Time = tuple[int, Band]


@dataclass
class Tally:
    """One duty at one time of the week: over all the weeks, how many shifts, and how many people are missing."""

    shifts: int = 0
    missing: int = 0
    wished: int = 0

    @property
    def level(self) -> Level:
        """How well it is covered."""
        if self.missing:
            return Level.GAP
        if self.wished:
            return Level.THIN
        return Level.FULL if self.shifts else Level.QUIET

    @property
    def words(self) -> str:
        """What the table says of it."""
        told = [f"{self.missing} missing"] if self.missing else []
        told += [gettext("{wished} more would be good").format(wished=self.wished)] if self.wished else []
        return ", ".join(told) or ("all there" if self.shifts else "not planned")


@dataclass(frozen=True)
class Weekly:
    """One duty over the hours of the week."""

    duty: Duty
    picture: Picture
    missing: int
    wished: int


@dataclass(frozen=True)
class Row:
    """One time of the week in the table, with a tally for each duty."""

    words: str
    tallies: Sequence[Tally]


@dataclass(frozen=True)
class Ahead:
    """The gaps of the coming weeks."""

    duties: Sequence[Duty]
    nearest: Sequence[Stretch]
    more: int
    weekly: Sequence[Weekly]
    rows: Sequence[Row]
    shifts: int = field(default=0)


def ahead(actor: Actor, now: datetime) -> Ahead:
    """What is open from now on: three questions, however many shifts there are."""
    coming = stretches(Shift.objects.visible_to(actor), now, now + timedelta(weeks=WEEKS), seen_at=now)
    duties = [duty for duty in Duty if any(_asks(each, duty) for each in coming)]
    tallies = _tallies(coming, duties)
    open_now = [each for each in coming if each.missing]
    times = sorted({time for time, _ in tallies})
    return Ahead(
        duties=duties,
        nearest=open_now[:NEAREST],
        more=max(0, len(open_now) - NEAREST),
        weekly=[_weekly(duty, tallies) for duty in duties],
        rows=[Row(_told(time), [tallies.get((time, duty), Tally()) for duty in duties]) for time in times],
        shifts=len(coming),
    )


def _tallies(coming: Iterable[Stretch], duties: Iterable[Duty]) -> Mapping[tuple[Time, Duty], Tally]:
    """Each shift counts where it begins, so that no gap counts twice."""
    found: dict[tuple[Time, Duty], Tally] = defaultdict(Tally)
    for each in coming:
        day, band = slot_of(each.starts_at)
        short = {shortfall.duty: shortfall for shortfall in each.shortfalls}
        for duty in duties:
            if not _asks(each, duty):
                continue
            tally = found[(day.weekday(), band), duty]
            tally.shifts += 1
            if duty in short:
                tally.missing += short[duty].missing
                tally.wished += short[duty].wished - short[duty].missing
    return found


def _weekly(duty: Duty, tallies: Mapping[tuple[Time, Duty], Tally]) -> Weekly:
    labels = [Label(_GRID.left + number * _GRID.column, 16, day[:2]) for number, day in enumerate(_WEEKDAYS)]
    labels += [Label(0, _GRID.place(0, row)[1] + 18, band.label) for row, band in enumerate(Band)]
    blocks = []
    for column in range(7):
        for row, band in enumerate(Band):
            tally = tallies.get(((column, band), duty), Tally())
            words = f"{duty.label}, {_told((column, band))}: {tally.words}"
            blocks.append(Block(*_GRID.place(column, row), level=tally.level, words=words, number=tally.missing))
    total: Counter[str] = Counter()
    for (_, known), tally in tallies.items():
        if known == duty:
            total.update(missing=tally.missing, wished=tally.wished)
    width, height = _GRID.left + 7 * _GRID.column, _GRID.top + len(Band) * _GRID.row
    return Weekly(duty, Picture(width, height, blocks, labels), total["missing"], total["wished"])


def _asks(each: Stretch, duty: Duty) -> bool:
    return any(max(need.minimum, need.ideal) for need in each.needs if need.duty == duty)


def _told(time: Time) -> str:
    return f"{gettext(_WEEKDAYS[time[0]])} {gettext(time[1].label).lower()}"
