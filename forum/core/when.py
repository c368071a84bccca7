"""How a moment is told. Members see it only roughly, so that nobody can line a person's posts up with their day."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import dateformat
from django.utils.translation import gettext

from forum.core import clock

_LETTERS = {"%A": "l", "%a": "D", "%B": "F", "%b": "M", "%d": "d", "%-d": "j", "%Y": "Y", "%H": "H", "%M": "i"}
_LETTER = re.compile(r"%-?[A-Za-z]")
_TODAY = {
    "night": lambda: gettext("last night"),
    "morning": lambda: gettext("this morning"),
    "afternoon": lambda: gettext("this afternoon"),
    "evening": lambda: gettext("this evening"),
}
_YESTERDAY = {
    "night": lambda: gettext("yesterday"),
    "morning": lambda: gettext("yesterday morning"),
    "afternoon": lambda: gettext("yesterday afternoon"),
    "evening": lambda: gettext("yesterday evening"),
}
_PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))


def zone() -> ZoneInfo:
    """The service's own time zone."""
    return ZoneInfo(settings.SERVICE_TIME_ZONE)


def local(moment: datetime) -> datetime:
    """`moment` on the service's own clock."""
    return moment.astimezone(zone())


def spelled(day: date, form: str) -> str:
    """A day in the reader's language, by the letters of `strftime`: "%A %-d %B" is "Tuesday 24 November"."""
    return dateformat.format(day, _LETTER.sub(lambda found: _LETTERS[found[0]], form))


def coarse(moment: datetime, now: datetime | None = None) -> str:
    """`moment` as members read it: "this morning", "yesterday evening", "on Tuesday", "in March 2026"."""
    then, today = local(moment), local(now or clock.now())
    days = (today.date() - then.date()).days
    if _night_of(then) == _night_of(today) and {_part(then), _part(today)} <= {"evening", "night"}:
        return gettext("tonight")
    if days <= 0:
        return _TODAY[_part(then)]()
    if days == 1:
        return _YESTERDAY[_part(then)]()
    if days < 7:
        return gettext("on {day}").format(day=spelled(then, "%A"))
    if then.month == today.month and days < 31:
        return gettext("earlier this month")
    return gettext("in {month}").format(month=spelled(then, "%B %Y"))


def exact(moment: datetime) -> str:
    """`moment` as the team reads it: "Tue 24 Nov, 19:04"."""
    then = local(moment)
    return spelled(then, "%a %-d %b, %H:%M")


def _part(moment: datetime) -> str:
    return next(name for end, name in _PARTS if moment.hour < end)


def _night_of(moment: datetime) -> date:
    """The small hours belong to the night that began the evening before."""
    return (moment - timedelta(hours=5)).date()
