"""How a moment is told. Members see it only roughly, so that nobody can line a person's posts up with their day."""

from datetime import datetime, timedelta
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
    # The small hours belong to the night before: at 03:00 "tonight" began yesterday evening.
    days = ((today - timedelta(hours=5)).date() - (then - timedelta(hours=5)).date()).days
    part = _part(then)
    if days <= 0:
        return "tonight" if part in ("night", "evening") and _part(today) in ("night", "evening") else f"this {part}"
    if days == 1:
        return "last night" if part == "night" else f"yesterday {part}"
    if days < 7:
        return f"on {then:%A}"
    return "earlier this month" if days < 28 and then.month == today.month else f"in {then:%B %Y}"


def exact(moment: datetime) -> str:
    """`moment` as the team reads it: "Tue 24 Nov, 19:04"."""
    then = local(moment)
    return f"{then:%a} {then.day} {then:%b}, {then:%H:%M}"


def _part(moment: datetime) -> str:
    return next(name for end, name in _PARTS if moment.hour < end)
