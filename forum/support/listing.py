"""The directory as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches

from forum.core.when import local
from forum.support.models import Line

REGIONS = ("England", "Wales", "Scotland", "NI")
EVERYWHERE = "UK"
OFFERED = 3
_FRESH = timedelta(seconds=60)


@dataclass(frozen=True)
class Listed:
    """One line as the public reads it."""

    name: str
    audience: str
    what: str
    contact: str
    hours: str
    region: str
    note: str
    checked: str


def listing(lines: Iterable[Line], *, region: str, now: datetime) -> dict[str, Any]:
    """The lines for one region (or all), in three groups: danger now, open now, at other times."""
    chosen = region if region in REGIONS else ""
    fitting = [line for line in lines if not chosen or line.region in (chosen, EVERYWHERE)]
    ordinary = [line for line in fitting if not line.emergency]
    return {
        "danger": [_listed(line, now) for line in fitting if line.emergency],
        "open_now": [_listed(line, now) for line in ordinary if line.is_open(now)],
        "others": [_listed(line, now) for line in ordinary if not line.is_open(now)],
        "regions": REGIONS,
        "region": chosen,
    }


def open_now(now: datetime) -> tuple[Listed, ...]:
    """Up to three lines for everybody in the country that are open at `now`. Each process looks once a minute."""
    cache = caches["local"]
    known: tuple[datetime, tuple[Listed, ...]] | None = cache.get("support:open_now")
    if known is not None and timedelta(0) <= now - known[0] < _FRESH:
        return known[1]
    lines = Line.objects.filter(emergency=False, region=EVERYWHERE).in_order()
    today = local(now).date()
    # Hours that nobody has checked for half a year promise nothing.
    there = [line for line in lines if line.is_open(now) and (line.always_open or line.shows_hours(today))]
    found = tuple(_listed(line, now) for line in there[:OFFERED])
    cache.set("support:open_now", (now, found), timeout=int(_FRESH.total_seconds()))
    return found


def _listed(line: Line, now: datetime) -> Listed:
    today = local(now).date()
    contact = [line.phone, line.text, line.web.removeprefix("https://"), line.email]
    known = (
        f"Checked by us in {line.checked_on:%B %Y}." if line.checked_on else "We have not checked these details yet."
    )
    return Listed(
        name=line.name,
        audience=line.audience,
        what=line.what,
        contact=" · ".join(part for part in contact if part),
        hours=line.hours if line.shows_hours(today) else "Look at their website for when they are open.",
        region="" if line.region == EVERYWHERE else line.region.replace("NI", "Northern Ireland"),
        note=line.what,
        checked=known,
    )
