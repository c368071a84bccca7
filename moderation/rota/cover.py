"""Is the team here? The facts behind the sentence on every page, and behind who may open the desk and hear alarms.

Hosts and seconds count as here once they signed on. Practitioners are on call by the rota alone: an alarm must reach
them although they are not at the desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Q

from forum.accounts.permissions import Actor
from forum.core import clock
from forum.core.when import local
from moderation.rota.models import CALLED, HERE, Duty, Place, Shift

_KEY = "rota:cover"
_FRESH = timedelta(seconds=20)
_LATE = timedelta(minutes=30)
_COUNTS = ("Nobody", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True)
class Cover:
    """Who is here at one moment. Names are duty names; members are only ever told how many."""

    looked_at: datetime
    moderators: tuple[str, ...]
    on_call: tuple[str, ...]
    deputy: tuple[str, ...]
    until: datetime | None
    all_until: datetime | None
    late_since: datetime | None
    next_at: datetime | None
    on_duty_ids: frozenset[UUID]
    on_call_ids: frozenset[UUID]

    @property
    def is_staffed(self) -> bool:
        """Is a moderator here?"""
        return bool(self.moderators)

    @property
    def sentence(self) -> str:
        """What every page says about it."""
        if self.until is None:
            return f"Nobody from the team is here right now. {self._back}"
        return f"{self._who} here until {local(self.until):%H:%M}."

    @property
    def _who(self) -> str:
        count = len(self.moderators)
        if count > 1 and self.all_until != self.until:
            return "Somebody from the team is"  # Not everybody stays until the last one leaves.
        return f"{_count(count)} of the team {'is' if count == 1 else 'are'}"

    @property
    def _back(self) -> str:
        if self.late_since is not None:
            return f"We had planned to be here from {local(self.late_since):%H:%M} and may be running late."
        if self.next_at is None:
            return "We have not planned the next time yet."
        return f"We are back {_told(self.next_at, self.looked_at)}."


@dataclass(frozen=True)
class Window:
    """A time for which the team plans to be here, and how many."""

    starts_at: datetime
    ends_at: datetime
    people: int

    @property
    def told(self) -> str:
        """How many, in words."""
        return f"{_count(self.people).lower()} {'person' if self.people == 1 else 'people'}"


def cover_at(now: datetime) -> Cover:
    """Who is here at `now`: at most two questions to the database, and none if somebody asked a moment ago."""
    known: Cover | None = cache.get(_KEY)
    if known is not None and timedelta(0) <= now - known.looked_at < _FRESH:
        return known
    cover = _look(now)
    cache.set(_KEY, cover, timeout=int(_FRESH.total_seconds()))
    return cover


def forget_cover() -> None:
    """The rota changed: look again, now and once the change is real."""
    cache.delete(_KEY)
    transaction.on_commit(_forget_now)


def is_on_duty(account: Actor, now: datetime) -> bool:
    """Has this person signed on for a shift that is running (with a little grace before and after)?"""
    return account.id in cover_at(now).on_duty_ids


def is_on_call(account: Actor, now: datetime) -> bool:
    """Is this person the practitioner, or a deputy, whom the rota names now (with a little grace)?"""
    return account.id in cover_at(now).on_call_ids


def is_on_call_now(account: Actor) -> bool:
    """`is_on_call`, at this moment."""
    return is_on_call(account, clock.now())


def upcoming(now: datetime, days: int = 14) -> list[Window]:
    """When the team plans to be here in the next `days`, for everybody to read: how many, never who."""
    here = Count("places", filter=Q(places__duty__in=HERE, places__account__is_active=True))
    rows = Shift.objects.coming(now).filter(starts_at__lt=now + timedelta(days=days)).annotate(people=here)
    planned = rows.filter(people__gt=0).values_list("starts_at", "ends_at", "people")
    return [Window(*times) for times in planned]


def by_day(windows: Iterable[Window]) -> list[tuple[date, list[Window]]]:
    """`windows` under the day they begin on, on the service's own clock."""
    return [(day, list(group)) for day, group in groupby(windows, key=lambda window: local(window.starts_at).date())]


def _look(now: datetime) -> Cover:
    around = list(Place.objects.around(now).filter(account__is_active=True).select_related("shift", "account"))
    running = [place for place in around if place.shift.starts_at <= now < place.shift.ends_at]
    # Whoever came early is here too.
    here = [place for place in around if place.duty in HERE and place.is_signed_on and now < place.shift.ends_at]
    ends = sorted(place.shift.ends_at for place in here)
    starts = [place.shift.starts_at for place in running if place.duty in HERE and now - place.shift.starts_at < _LATE]
    return Cover(
        looked_at=now,
        moderators=_names(here, *HERE),
        on_call=_names(running, Duty.ON_CALL),
        deputy=_names(running, Duty.DEPUTY),
        until=ends[-1] if ends else None,
        all_until=ends[0] if ends else None,
        late_since=min(starts) if starts and not here else None,
        next_at=_next(now),
        on_duty_ids=frozenset(
            place.account_id for place in around if place.is_signed_on and place.duty != Duty.ON_CALL
        ),
        on_call_ids=frozenset(place.account_id for place in around if place.duty in CALLED),
    )


def _next(now: datetime) -> datetime | None:
    shifts = Shift.objects.filter(starts_at__gt=now, places__duty__in=HERE, places__account__is_active=True)
    return shifts.order_by("starts_at").values_list("starts_at", flat=True).first()


def _names(places: Iterable[Place], *duties: Duty) -> tuple[str, ...]:
    return tuple(sorted({place.account.pseudonym for place in places if place.duty in duties}))


def _told(moment: datetime, now: datetime) -> str:
    """A coming moment in words: "at 18:00", "tomorrow at 18:00", "on Tuesday at 18:00"."""
    then = local(moment)
    days = (then.date() - local(now).date()).days
    if days <= 1:
        return f"{'tomorrow ' if days == 1 else ''}at {then:%H:%M}"
    return f"on {then:%A}{'' if days < 7 else f' {then.day} {then:%B}'} at {then:%H:%M}"


def _count(number: int) -> str:
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def _forget_now() -> None:
    cache.delete(_KEY)
