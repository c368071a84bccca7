"""How much that is heavy somebody dealt with: counted by level, without keeping which post it was."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from forum.core.when import local
from moderation.welfare.models import Exposure

WEEK = timedelta(days=7)
# What counts towards the limits: a crisis, or a serious worry about somebody. The words are those of review's levels.
HEAVY = ("crisis", "red")
# From the most to the least urgent.
LEVELS = (*HEAVY, "amber", "green")


@dataclass(frozen=True)
class Limits:
    """How much is enough for one person."""

    shift: int
    week: int


def limits() -> Limits:
    """What the charity set."""
    return Limits(shift=settings.CARE["exposure_shift"], week=settings.CARE["exposure_week"])


def counted(account_ids: Collection[UUID], since: datetime) -> dict[UUID, int]:
    """How many heavy things each of these people dealt with since a moment. Who met none stands there with 0."""
    heavy = Exposure.objects.since(since).filter(account__in=account_ids, level__in=HEAVY)
    found = dict(heavy.values_list("account_id").annotate(count=Count("pk")))
    return {pk: found.get(pk, 0) for pk in account_ids}


def by_level(account_id: UUID, since: datetime) -> Counter[str]:
    """How many things of each level one person dealt with since a moment."""
    rows = Exposure.objects.since(since).filter(account=account_id).values_list("level")
    return Counter(dict(rows.annotate(count=Count("pk"))))


def moments(account_ids: Collection[UUID], since: datetime) -> dict[UUID, tuple[datetime, ...]]:
    """When each of these people dealt with something heavy since a moment, for limits that move with the days."""
    found: dict[UUID, list[datetime]] = {pk: [] for pk in account_ids}
    heavy = Exposure.objects.since(since).filter(account__in=account_ids, level__in=HEAVY).order_by("at")
    for account_id, at in heavy.values_list("account_id", "at"):
        found[account_id].append(at)
    return {pk: tuple(at) for pk, at in found.items()}


def by_day(account_id: UUID, now: datetime) -> list[tuple[date, int, int]]:
    """The last seven days on the service's clock, the oldest first: how many heavy things, and how many others."""
    days = [local(now).date() - timedelta(days=back) for back in range(6, -1, -1)]
    heavy: Counter[date] = Counter()
    others: Counter[date] = Counter()
    rows = Exposure.objects.since(now - WEEK - timedelta(days=1)).filter(account=account_id, at__lte=now)
    for level, at in rows.values_list("level", "at"):
        (heavy if level in HEAVY else others)[local(at).date()] += 1
    return [(day, heavy[day], others[day]) for day in days]
