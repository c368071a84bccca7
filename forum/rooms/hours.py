"""The time of a session as people read it: on the service's own clock, and for machines, which know their own."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from forum.core.when import local, spelled, zone

_MINUTE = 60


@dataclass(frozen=True)
class Hours:
    """From when until when: "today", "19:00", "20:00"; the moments as ISO 8601; the length in minutes; whose
    clock it is."""

    day: str
    begins: str
    ends: str
    begins_iso: str
    ends_iso: str
    minutes: int
    zone: str

    @property
    def day_first(self) -> str:
        """The day at the beginning of a sentence."""
        return self.day[:1].upper() + self.day[1:]


def hours(starts_at: datetime, ends_at: datetime, now: datetime) -> Hours:
    """From `starts_at` until `ends_at`, told at `now`."""
    return Hours(
        day=day_of(starts_at, now),
        begins=f"{local(starts_at):%H:%M}",
        ends=f"{local(ends_at):%H:%M}",
        begins_iso=starts_at.isoformat(timespec="minutes"),
        ends_iso=ends_at.isoformat(timespec="minutes"),
        minutes=int((ends_at - starts_at).total_seconds() // _MINUTE),
        zone=zone().key,
    )


def day_of(moment: datetime, now: datetime) -> str:
    """The day of `moment` in words: "today", "tomorrow", "on Thursday 26 November"."""
    then = local(moment)
    days = (then.date() - local(now).date()).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    return near.get(days) or gettext("on {day}").format(day=spelled(then, "%A %-d %B"))


def length(minutes: int) -> str:
    """A stretch of time in words: "50 minutes", "an hour", "2 hours"."""
    whole, rest = divmod(minutes, 60)
    if rest or not whole:
        return gettext("{minutes} minutes").format(minutes=minutes) if minutes != 1 else gettext("a minute")
    return gettext("an hour") if whole == 1 else gettext("{hours} hours").format(hours=whole)
