"""How often something comes again: what people choose, and the rule (RFC 5545, its RRULE part) that is stored.

Only rhythms of whole days, which always have a next one: every day, every few weeks on some weekdays, every month on
one weekday of it. Where a pattern ends is said by the pattern, never by the rule, so that nothing is counted from a
beginning that moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrule, rrulestr
from django.db import models
from django.utils.translation import gettext

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_WEEKS = 4
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_SHORT = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS = {"FREQ", "INTERVAL", "BYDAY"}


class NoSuchRule(ValueError):  # noqa: N818
    """Text that is no rule, or not one of ours."""


class Rhythm(models.TextChoices):
    """How often, in words."""

    WEEKLY = "weekly", "On some days of the week"
    MONTHLY = "monthly", "Once a month, on a day of the week"
    DAILY = "daily", "Every day"


@dataclass(frozen=True)
class Recurrence:
    """A rhythm: every `every` weeks on these `weekdays` (0 is Monday), or on the `nth` of one weekday each month."""

    rhythm: Rhythm
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 1

    def __post_init__(self) -> None:
        chosen = len(set(self.weekdays)) if set(self.weekdays) <= set(range(7)) else 0
        fits = {
            Rhythm.WEEKLY: chosen >= 1 and 1 <= self.every <= MOST_WEEKS,
            Rhythm.MONTHLY: chosen == 1 and self.nth in NTH,
            Rhythm.DAILY: True,
        }
        if not fits[self.rhythm]:
            raise NoSuchRule

    @property
    def rule(self) -> str:
        """As it is stored."""
        if self.rhythm == Rhythm.DAILY:
            return "FREQ=DAILY"
        if self.rhythm == Rhythm.MONTHLY:
            return f"FREQ=MONTHLY;BYDAY={self.nth}{_SHORT[self.weekdays[0]]}"
        days = ",".join(_SHORT[day] for day in sorted(set(self.weekdays)))
        return f"FREQ=WEEKLY;INTERVAL={self.every};BYDAY={days}" if self.every > 1 else f"FREQ=WEEKLY;BYDAY={days}"

    @property
    def in_words(self) -> str:
        """ "Every 2 weeks on Monday and Thursday"."""
        if self.rhythm == Rhythm.DAILY:
            return "Every day"
        if self.rhythm == Rhythm.MONTHLY:
            return gettext("Every month on the {nth} {weekdays}").format(
                nth=NTH[self.nth], weekdays=WEEKDAYS[self.weekdays[0]]
            )
        names = [WEEKDAYS[day] for day in sorted(set(self.weekdays))]
        told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return (
            gettext("Every week on {told}").format(told=told)
            if self.every == 1
            else gettext("Every {every} weeks on {told}").format(every=self.every, told=told)
        )


def read(rule: str) -> Recurrence:
    """What a stored rule says. Raises NoSuchRule for anything that is not one of ours: a rhythm of hours, a count, an
    end, a day that may never come."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    try:
        if parts.keys() - _PARTS:
            raise NoSuchRule
        rhythm = Rhythm(parts["FREQ"].lower())
        days, every = parts.get("BYDAY", ""), int(parts.get("INTERVAL", "1"))
        if rhythm == Rhythm.DAILY:
            found = Recurrence(rhythm)
        elif rhythm == Rhythm.MONTHLY:
            found = Recurrence(rhythm, weekdays=(_SHORT.index(days[-2:]),), nth=int(days[:-2]))
        else:
            found = Recurrence(rhythm, every=every, weekdays=tuple(_SHORT.index(day) for day in days.split(",")))
    except (KeyError, ValueError) as error:
        raise NoSuchRule from error
    if sorted(found.rule.split(";")) != sorted(rule.split(";")):
        raise NoSuchRule
    return found


def days(rule: str, *, since: date, first: date, last: date) -> Iterator[date]:
    """The days of `rule` from `first` to `last`. Every second week is counted from the week of `since`."""
    begin = max(first, since)
    parsed = rrulestr(rule, dtstart=datetime.combine(_anchor(read(rule), since, begin), time()))
    if not isinstance(parsed, rrule):
        raise NoSuchRule
    for moment in parsed.xafter(datetime.combine(begin, time()), inc=True):
        if moment.date() > last:
            return
        yield moment.date()


def _anchor(rhythm: Recurrence, since: date, begin: date) -> date:
    """A day from which the rule counts like from `since`, without the years between."""
    if rhythm.rhythm != Rhythm.WEEKLY:
        return begin
    step = timedelta(weeks=rhythm.every)
    return since + step * ((begin - since) // step)
