"""The service's own week, from Monday to Sunday on its own clock, and how much of it a shift takes: hours of the night
weigh more."""

from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings

from forum.core.when import local, zone

NIGHT_BEGINS, NIGHT_ENDS = time(23), time(7)
_NONE = timedelta(0)
Span = tuple[datetime, datetime]


def of(moment: datetime) -> Span:
    """When the week of `moment` begins and ends."""
    day = local(moment).date()
    monday = day - timedelta(days=day.weekday())
    return _at(monday, time()), _at(monday + timedelta(days=7), time())


def touched(start: datetime, end: datetime) -> list[Span]:
    """Every week that shares a moment with the time from `start` to `end`."""
    weeks = [of(start)]
    while weeks[-1][1] < end:
        weeks.append(of(weeks[-1][1]))
    return weeks


def shared(one: Span, other: Span) -> timedelta:
    """How long two spans of time run side by side."""
    return max(_NONE, min(one[1], other[1]) - max(one[0], other[0]))


def night(start: datetime, end: datetime) -> timedelta:
    """How much of the time from `start` to `end` lies in the night. Right when the clocks change, too: it counts what
    passes, not what the clock shows."""
    first, last = local(start).date() - timedelta(days=1), local(end).date()
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    nights = ((_at(day, NIGHT_BEGINS), _at(day + timedelta(days=1), NIGHT_ENDS)) for day in days)
    return sum((shared((start, end), dark) for dark in nights), _NONE)


def weighed(start: datetime, end: datetime) -> timedelta:
    """The time from `start` to `end` as the week counts it."""
    extra: timedelta = night(start, end) * (settings.ROTA["night_weight"] - 1)
    return end - start + extra


def weighed_in(week: Span, span: Span) -> timedelta:
    """How much `span` takes of `week`."""
    start, end = max(week[0], span[0]), min(week[1], span[1])
    return weighed(start, end) if start < end else _NONE


def _at(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, tzinfo=zone()).astimezone(UTC)
