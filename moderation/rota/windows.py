"""When the team plans to be here: the next time, and the coming weeks, for everybody to read. How many, never who."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext

from forum.core.when import local
from moderation.rota.counted import PROVEN, away_then, counted_as
from moderation.rota.duties import HERE, Duty
from moderation.rota.models import LONGEST, Absence, Place, Shift

_COUNTS = ("Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True)
class Window:
    """A time for which the team plans to be here, and how many."""

    starts_at: datetime
    ends_at: datetime
    people: int

    @property
    def told(self) -> str:
        """How many, in words."""
        return f"{count_told(self.people).lower()} {'person' if self.people == 1 else 'people'}"


def upcoming(now: datetime, days: int = 14) -> list[Window]:
    """When the team plans to be here in the next `days`: only people who count, are not away and have not gone."""
    near = Q(shift__ends_at__gt=now, shift__starts_at__lt=now + timedelta(days=days))
    planned = Place.objects.filter(~away_then(), counted_as(*HERE), near, signed_off_at__isnull=True)
    rows = planned.values_list("shift__starts_at", "shift__ends_at").annotate(people=Count("pk"))
    return [Window(*times) for times in rows.order_by("shift__starts_at", "shift__ends_at")]


def by_day(windows: Iterable[Window]) -> list[tuple[date, list[Window]]]:
    """`windows` under the day they begin on, on the service's own clock."""
    return [(day, list(group)) for day, group in groupby(windows, key=lambda window: local(window.starts_at).date())]


def next_times(now: datetime) -> tuple[datetime | None, datetime | None]:
    """When somebody is planned to be here next, and when there is next enough cover for chat: one question."""
    coming = Shift.objects.filter(starts_at__gt=now).order_by("starts_at")
    with_chat = coming.filter(
        _planned(Duty.HOST),
        _planned(Duty.SECOND),
        _planned(*HERE, account__stage__in=PROVEN),
        _planned(Duty.ON_CALL),
    )
    found = coming.filter(_planned(*HERE)).values_list("starts_at", Subquery(with_chat.values("starts_at")[:1])).first()
    return found or (None, None)


def count_told(number: int) -> str:
    """ "Two"; large numbers as they are."""
    return gettext(_COUNTS[number]) if number < len(_COUNTS) else str(number)


def _planned(*duties: Duty, **more: object) -> Exists:
    """At the moment a shift starts, is somebody planned, on this shift or another that runs then?"""
    moment = OuterRef("starts_at")
    away = Absence.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=OuterRef(OuterRef("starts_at"))),
        account=OuterRef("account"),
        starts_at__lte=OuterRef(OuterRef("starts_at")),
    )
    # The second bound tells nothing new, but keeps the question from walking through the years before.
    running = Q(shift__starts_at__lte=moment, shift__ends_at__gt=moment, shift__starts_at__gt=moment - 2 * LONGEST)
    return Exists(Place.objects.filter(~Exists(away), counted_as(*duties), running, signed_off_at__isnull=True, **more))
