"""The directory as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.utils.translation import gettext

from forum.core.when import local, spelled
from forum.support.models import Line
from forum.support.needs import EVERYWHERE, NEEDS, REGION_NAMES, REGIONS, WHO

OFFERED = 3
# Of those, at most as many are the region's own: somebody who answers anybody always stands there too.
_OF_THE_REGION = 2
_FRESH = timedelta(seconds=60)


@dataclass(frozen=True)
class Listed:
    """One line as the public reads it."""

    id: UUID
    name: str
    audience: str
    what: str
    contact: str
    hours: str
    wait: str
    region: str
    note: str
    checked: str
    emergency: bool


@dataclass(frozen=True)
class Wanted:
    """What somebody is looking for. Anything we do not know counts as not chosen."""

    region: str = ""
    need: str = ""
    who: str = ""
    only_open: bool = False

    @classmethod
    def read(cls, sent: Any, *, region: str = "") -> "Wanted":
        """From what was sent in an address; `region` is what holds if nothing was."""
        chosen = sent.get("region", region)
        need, who = sent.get("need", ""), sent.get("who", "")
        return cls(
            region=chosen if chosen in REGIONS else "",
            need=need if need in NEEDS else "",
            who=who if who in WHO else "",
            only_open=sent.get("open") == "1",
        )

    def fits(self, line: Line) -> bool:
        """Is `line` one of those? One for danger always is, wherever somebody is."""
        if self.region and line.region not in (self.region, EVERYWHERE):
            return False
        if line.emergency:
            return True
        if self.need and self.need not in line.needs:
            return False
        # A line that is for nobody in particular is for everybody.
        return not (self.who and line.who and self.who not in line.who)


def listing(lines: Iterable[Line], *, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """The lines that fit, in three groups: danger now, open now, at other times."""
    fitting = [line for line in lines if wanted.fits(line)]
    ordinary = [line for line in fitting if not line.emergency]
    closed = [] if wanted.only_open else [line for line in ordinary if not line.is_open(now)]
    return {
        "danger": [listed(line, now) for line in fitting if line.emergency],
        "open_now": [listed(line, now) for line in ordinary if line.is_open(now)],
        "others": [listed(line, now) for line in closed],
        "regions": {key: REGION_NAMES[key] for key in REGIONS},
        "needs": NEEDS,
        "kinds": WHO,
        "region": wanted.region,
        "wanted": wanted,
    }


def by_need(lines: Iterable[Line], *, wanted: Wanted, now: datetime) -> list[tuple[str, list[Listed]]]:
    """The lines that fit under each need that has any, or under the one that was chosen: to print, and to copy."""
    rows = [line for line in lines if wanted.fits(line) and (not wanted.only_open or line.is_open(now))]
    sheets = [("In danger now", [listed(line, now) for line in rows if line.emergency])]
    for need, label in NEEDS.items():
        if wanted.need in ("", need):
            found = [listed(line, now) for line in rows if need in line.needs and not line.emergency]
            sheets.append((label, found))
    return [(label, found) for label, found in sheets if found]


def open_now(now: datetime, region: str = "") -> tuple[Listed, ...]:
    """Up to three lines that are open at `now`, those of `region` first. Each process looks once a minute."""
    cache, key = caches["local"], f"support:open_now:{region if region in REGIONS else ''}"
    known: tuple[datetime, tuple[Listed, ...]] | None = cache.get(key)
    if known is not None and timedelta(0) <= now - known[0] < _FRESH:
        return known[1]
    lines = list(Line.objects.listed().filter(emergency=False, region__in=(EVERYWHERE, region)).in_order())
    today = local(now).date()
    # Hours that nobody has checked for half a year promise nothing.
    there = [line for line in lines if line.is_open(now) and (line.always_open or line.shows_hours(today))]
    there.sort(key=lambda line: bool(line.who))  # Those for everybody before those for some.
    own = [line for line in there if line.region != EVERYWHERE][:_OF_THE_REGION]
    rest = [line for line in there if line.region == EVERYWHERE]
    found = tuple(listed(line, now) for line in [*own, *rest][:OFFERED])
    cache.set(key, (now, found), timeout=int(_FRESH.total_seconds()))
    return found


def listed(line: Line, now: datetime) -> Listed:
    """`line` as the public reads it at `now`."""
    today = local(now).date()
    contact = [line.phone, line.text, line.web.removeprefix("https://"), line.email]
    known = (
        gettext("Checked by us in {checked_on}.").format(checked_on=spelled(line.checked_on, "%B %Y"))
        if line.checked_on
        else "We have not checked these details yet."
    )
    return Listed(
        id=line.pk,
        name=line.name,
        audience=line.audience,
        what=line.what,
        contact=" · ".join(part for part in contact if part),
        hours=line.hours if line.shows_hours(today) else "Look at their website for when they are open.",
        wait=line.wait if line.shows_hours(today) else "",
        region="" if line.region == EVERYWHERE else REGION_NAMES.get(line.region, line.region),
        note=line.what,
        checked=known,
        emergency=line.emergency,
    )
