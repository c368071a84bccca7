"""The directory as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forum.core.when import local
from forum.support.models import Line

REGIONS = ("England", "Wales", "Scotland", "NI")
EVERYWHERE = "UK"


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
