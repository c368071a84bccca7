"""From a pattern to its shifts: days by the calendar, times by the clock on the wall, instants in UTC.

A shift from 22:00 to 06:00 stays that on every night. On the night in autumn on which an hour comes twice it lasts nine
hours, and on the one in spring on which an hour is skipped it lasts seven. A time that does not exist on a night in
spring is the first moment after the skipped hour; a time that comes twice is the first of the two. So shifts that
follow each other still do, and no instant is lost or counted twice. What would lie wholly in the skipped hour falls
away.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from forum.core.when import zone
from moderation.rota.models import Pattern
from moderation.rota.models.patterns import OnHoliday
from moderation.rota.recurring import recurrence

SHOWN = 10
_FAR = timedelta(days=400)


@dataclass(frozen=True)
class Occurrence:
    """One shift that a pattern asks for. `day` is the day on which it begins by the service's calendar."""

    day: date
    starts_at: datetime
    ends_at: datetime


def expand(
    pattern: Pattern, exceptions: Collection[date], holidays: Collection[date], first_day: date, last_day: date
) -> list[Occurrence]:
    """The shifts of `pattern` that begin from `first_day` to `last_day`, without the days left out."""
    return list(_occurrences(pattern, exceptions, holidays, first_day, last_day))


def coming(
    pattern: Pattern, exceptions: Collection[date], holidays: Collection[date], today: date
) -> tuple[list[Occurrence], list[date]]:
    """The next few shifts of `pattern`, and the bank holidays among them that it leaves out."""
    last = max(today, pattern.first_day) + _FAR
    shown = list(islice(_occurrences(pattern, exceptions, holidays, today, last), SHOWN))
    until = shown[-1].day if len(shown) == SHOWN else last
    without = {day for day in holidays if pattern.on_holidays == OnHoliday.SKIP}
    left_out = [day for day in _days(pattern, today, until) if day in without]
    return shown, left_out


def after_the_gap(day: date, wall: time) -> datetime:
    """When the service's clock shows `wall` on `day`: the first time where it does so twice, the first moment after the
    skipped hour where it never does."""
    local = datetime.combine(day, wall.replace(fold=0), tzinfo=zone())
    moment = local.astimezone(UTC)
    if moment.astimezone(zone()).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    before, after = local.replace(fold=1).astimezone(UTC), moment
    summer = after.astimezone(zone()).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone()).utcoffset() == summer:
            after = middle
        else:
            before = middle
    return after


def is_odd(one: Occurrence, pattern: Pattern) -> bool:
    """Do the clocks change while it lasts, so that it is longer, shorter or later than its times say?"""
    return one.ends_at - one.starts_at != wall_length(pattern.starts, pattern.ends)


def wall_length(starts: time, ends: time) -> timedelta:
    """How long a shift is by the clock on the wall. An end at or before the start is on the next day."""
    day = date(2000, 1, 1)
    later = timedelta(days=1 if ends <= starts else 0)
    # Times of the wall, not instants.
    return datetime.combine(day, ends) + later - datetime.combine(day, starts)


def _occurrences(
    pattern: Pattern, exceptions: Collection[date], holidays: Collection[date], first_day: date, last_day: date
) -> Iterator[Occurrence]:
    out = {*exceptions, *(holidays if pattern.on_holidays == OnHoliday.SKIP else ())}
    overnight = timedelta(days=1 if pattern.ends <= pattern.starts else 0)
    for day in _days(pattern, first_day, last_day):
        starts_at = after_the_gap(day, pattern.starts)
        ends_at = after_the_gap(day + overnight, pattern.ends)
        if day not in out and starts_at < ends_at:
            yield Occurrence(day, starts_at, ends_at)


def _days(pattern: Pattern, first_day: date, last_day: date) -> Iterator[date]:
    last = min(last_day, pattern.last_day or last_day)
    return recurrence.days(pattern.rule, since=pattern.first_day, first=first_day, last=last)
