"""A month of the rota at a glance: every day with its shifts, and a picture of how well each part of it is covered."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.permissions import Actor
from forum.core.when import local, spelled
from moderation.rota.models import Shift
from moderation.rota.overview import bands
from moderation.rota.overview.bands import Band, Slot
from moderation.rota.overview.coverage import Level, Stretch, coverage
from moderation.rota.overview.heatmap import Block, Grid, Label, Picture
from moderation.rota.overview.span import stretches

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GRID = Grid(column=112, row=22, left=88, top=34)
_WEEK = 4 * _GRID.row + 34
_YEARS = range(2000, 2200)


@dataclass(frozen=True)
class Day:
    """One day with the shifts that begin on it."""

    date: date
    stretches: Sequence[Stretch]
    is_today: bool


@dataclass(frozen=True)
class Month:
    """A month as the page of it shows it. `open_shifts` counts the coming ones where somebody is missing."""

    first: date
    days: Sequence[Day]
    picture: Picture
    open_shifts: int
    coming_shifts: int

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The first day of the next month."""
        return _end(self.first)

    @property
    def shifts(self) -> int:
        """How many shifts begin in it."""
        return sum(len(day.stretches) for day in self.days)


def first_of(asked: str, now: datetime) -> date:
    """The month that was asked for as "2026-12", or this one if that was no month."""
    year, _, month = asked.partition("-")
    if year.isdecimal() and month.isdecimal() and int(year) in _YEARS and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return local(now).date().replace(day=1)


def month_of(actor: Actor, first: date, now: datetime) -> Month:
    """The month that begins with `first`: three questions, however many shifts there are."""
    start, end = bands.day_begins(first), bands.day_begins(_end(first))
    shifts = stretches(Shift.objects.visible_to(actor), start, end, seen_at=now)
    today = local(now).date()
    starting: dict[date, list[Stretch]] = defaultdict(list)
    for each in shifts:
        starting[local(each.starts_at).date()].append(each)
    days = [Day(day, starting[day], day == today) for day in _days(first)]
    coming = [each for day in days for each in day.stretches if each.ends_at > now]
    return Month(
        first=first,
        days=days,
        picture=_picture(days, _by_slot(shifts), now),
        open_shifts=sum(each.level == Level.GAP for each in coming),
        coming_shifts=len(coming),
    )


def _by_slot(shifts: Iterable[Stretch]) -> Mapping[Slot, list[Stretch]]:
    found: dict[Slot, list[Stretch]] = defaultdict(list)
    for each in shifts:
        for slot in bands.touched(each.starts_at, each.ends_at):
            found[slot].append(each)
    return found


def _picture(days: Sequence[Day], shifts: Mapping[Slot, list[Stretch]], now: datetime) -> Picture:
    lead = days[0].date.weekday()
    weeks = (lead + len(days) + 6) // 7
    labels = [Label(_GRID.left + number * _GRID.column, 16, day) for number, day in enumerate(_WEEKDAYS)]
    blocks = []
    for number, day in enumerate(days, start=lead):
        week, column = divmod(number, 7)
        x, y, *_ = _GRID.place(column, 0, down=week * _WEEK)
        labels.append(Label(x, y + 15, f"{day.date.day}{' today' if day.is_today else ''}", day.is_today))
        for row, band in enumerate(Band):
            place = _GRID.place(column, row, down=week * _WEEK + 22)
            blocks.append(_block(place, (day.date, band), shifts.get((day.date, band), ()), now))
    for week in range(weeks):
        for row, band in enumerate(Band):
            _, y, *_ = _GRID.place(0, row, down=week * _WEEK + 22)
            labels.append(Label(0, y + 14, band.label))
    return Picture(_GRID.left + 7 * _GRID.column, _GRID.top + weeks * _WEEK, blocks, labels)


def _block(place: tuple[int, int, int, int], slot: Slot, shifts: Sequence[Stretch], now: datetime) -> Block:
    start, end = bands.bounds(slot)
    pieces = coverage(start, end, shifts)
    level = max(piece.level for piece in pieces)
    missing = sorted({short.told for piece in pieces for short in piece.shortfalls if short.missing})
    day, band = slot
    words = f"{spelled(day, '%A %-d %B')}, {gettext(band.label).lower()}: {gettext(level.words)}"
    gaps = [each for each in shifts if each.level == Level.GAP]
    href = reverse("rota:shift", args=[gaps[0].shift_id]) if len(gaps) == 1 else f"#day-{day:%Y-%m-%d}"
    return Block(
        *place,
        level=level,
        words=f"{words}: {', '.join(missing)}" if missing else words,
        href=href if shifts else "",
        is_past=end <= now,
    )


def _days(first: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(monthrange(first.year, first.month)[1])]


def _end(first: date) -> date:
    return first + timedelta(days=monthrange(first.year, first.month)[1])
