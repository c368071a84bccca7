"""The rota for a screen on the wall of the office: who is here now, today and tomorrow. Nothing about members."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from forum.accounts.permissions import Actor
from forum.core.when import local
from moderation.rota.cover import Cover, fresh_cover
from moderation.rota.models import Shift
from moderation.rota.overview.bands import day_begins
from moderation.rota.overview.plan import Planned, planned
from moderation.rota.overview.span import stretches


@dataclass(frozen=True)
class Day:
    """A day and its shifts, without those that are over."""

    name: str
    date: date
    rows: Sequence[Planned]


@dataclass(frozen=True)
class Wall:
    """What hangs on the wall."""

    cover: Cover
    days: Sequence[Day]


def wall(actor: Actor, now: datetime) -> Wall:
    """Who is here by the database as it is, and two days of shifts."""
    today = local(now).date()
    end = day_begins(today + timedelta(days=2))
    rows = [planned(each) for each in stretches(Shift.objects.visible_to(actor), now, end)]
    begun_by = [(row, max(local(row.stretch.starts_at).date(), today)) for row in rows]
    days = (("Today", today), ("Tomorrow", today + timedelta(days=1)))
    return Wall(
        fresh_cover(now),
        [Day(name, day, [row for row, begun in begun_by if begun == day]) for name, day in days],
    )
