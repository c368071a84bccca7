"""How a moment is told. Members see it only roughly, so that nobody can line a person's posts up with their day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from forum.core import clock

_PARTS = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))


def zone() -> ZoneInfo:
    """The service's own time zone."""
    return ZoneInfo(settings.SERVICE_TIME_ZONE)


def local(moment: datetime) -> datetime:
    """`moment` on the service's own clock."""
    return moment.astimezone(zone())


def coarse(moment: datetime, now: datetime | None = None) -> str:
    """`moment` as members read it: "this morning", "yesterday evening", "on Tuesday", "in March 2026"."""
    then, today = local(moment), local(now or clock.now())
    days = (today.date() - then.date()).days
    if _night_of(then) == _night_of(today) and {_part(then), _part(today)} <= {"evening", "night"}:
        return "tonight"
    if days <= 0:
        return "last night" if _part(then) == "night" else f"this {_part(then)}"
    if days == 1:
        return "yesterday" if _part(then) == "night" else f"yesterday {_part(then)}"
    if days < 7:
        return f"on {then:%A}"
    return "earlier this month" if then.month == today.month and days < 31 else f"in {then:%B %Y}"


def exact(moment: datetime) -> str:
    """`moment` as the team reads it: "Tue 24 Nov, 19:04"."""
    then = local(moment)
    return f"{then:%a} {then.day} {then:%b}, {then:%H:%M}"


def _part(moment: datetime) -> str:
    return next(name for end, name in _PARTS if moment.hour < end)


def _night_of(moment: datetime) -> date:
    """The small hours belong to the night that began the evening before."""
    return (moment - timedelta(hours=5)).date()
