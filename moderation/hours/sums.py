"""What the work of a month comes to, person by person, in a bounded number of questions.

Minutes that passed are counted, not what the clock shows, so the nights of the two clock changes are right by
themselves. What a shift tells is never changed; entries beside it set it right.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from moderation.hours.models import Expense, ExpenseState, Kind, TimeEntry
from moderation.hours.month import Month
from moderation.rota import week
from moderation.rota.models import CALLED, Place, State
from moderation.supervision.models import Session, SessionState

_MINUTE = timedelta(minutes=1)
AGREED = (ExpenseState.AGREED, ExpenseState.PAID)


@dataclass(frozen=True)
class Stint:
    """One place of a month: planned, done, how much of it at night, or on call."""

    place: Place
    planned: int
    done: int
    night: int
    on_call: int


@dataclass
class Sums:
    """Somebody's minutes of a month. What corrections add or take away is inside `done` and the kinds."""

    planned: int = 0
    done: int = 0
    night: int = 0
    on_call: int = 0
    kinds: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Kind.values, 0))
    pence: int = 0

    @property
    def training(self) -> int:
        return self.kinds[Kind.TRAINING]

    @property
    def supervision(self) -> int:
        return self.kinds[Kind.SUPERVISION]

    @property
    def meeting(self) -> int:
        return self.kinds[Kind.MEETING]

    @property
    def other(self) -> int:
        return self.kinds[Kind.OTHER]

    @property
    def total(self) -> int:
        """Everything but being on call at home, which stands beside it."""
        return self.done + self.training + self.supervision + self.meeting + self.other


def stint(place: Place, now: datetime) -> Stint:
    """What one place tells by itself."""
    planned = place.shift.ends_at - place.shift.starts_at
    done = night = on_call = timedelta(0)
    if place.signed_on_at is not None:
        until = place.signed_off_at or max(now, place.signed_on_at)
        done, night = until - place.signed_on_at, week.night(place.signed_on_at, until)
    elif place.duty in CALLED and place.state == State.CONFIRMED and place.shift.starts_at < now:
        on_call = min(now, place.shift.ends_at) - place.shift.starts_at
    confirmed = place.state == State.CONFIRMED
    return Stint(place, _minutes(planned) if confirmed else 0, _minutes(done), _minutes(night), _minutes(on_call))


def stints(month: Month, now: datetime, account_ids: Collection[UUID] | None = None) -> list[Stint]:
    """The places of shifts that began in `month`: of these people, or of everybody."""
    rows = Place.objects.filter(shift__starts_at__gte=month.starts_at, shift__starts_at__lt=month.ends_at)
    rows = rows.exclude(state=State.ASKED, signed_on_at__isnull=True)
    rows = rows.exclude(state=State.GIVEN_UP, signed_on_at__isnull=True)
    found = _only(rows, account_ids).select_related("shift").order_by("shift__starts_at", "pk")
    return [stint(place, now) for place in found]


def of(month: Month, now: datetime, account_ids: Collection[UUID] | None = None) -> dict[UUID, Sums]:
    """Everybody who has anything in `month`, or these people: five questions."""
    sums: dict[UUID, Sums] = defaultdict(Sums)
    for one in stints(month, now, account_ids):
        mine = sums[one.place.account_id]
        mine.planned += one.planned
        mine.done += one.done
        mine.night += one.night
        mine.on_call += one.on_call
    for account_id, kind, minutes in entries(month, account_ids).values_list("account_id", "kind", "minutes"):
        if kind == Kind.SHIFT:
            sums[account_id].done += minutes
        else:
            sums[account_id].kinds[kind] += minutes
    for account_id, minutes in _sessions(month, account_ids):
        sums[account_id].kinds[Kind.SUPERVISION] += minutes
    spent = _only(Expense.objects.filter(state__in=AGREED, **days(month)), account_ids)
    for account_id, pence in spent.values_list("account_id", "pence"):
        sums[account_id].pence += pence
    return dict(sums)


def entries(month: Month, account_ids: Collection[UUID] | None = None) -> QuerySet[TimeEntry]:
    """What was written down for days of `month`."""
    return _only(TimeEntry.objects.filter(**days(month)), account_ids)


def sessions(month: Month, account_id: UUID) -> QuerySet[Session]:
    """The sessions of `month` that somebody came to, or led."""
    came = Q(attendances__account=account_id, attendances__came=True)
    return _held(month).filter(came | Q(led_by=account_id)).distinct().order_by("starts_at", "pk")


def told(minutes: int) -> str:
    """Minutes as people read them: "7 h 30 min"."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return f"{'-' if minutes < 0 else ''}{' '.join(parts)}"


def pounds(pence: int) -> str:
    """Pence as people read them: "£12.50"."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def _sessions(month: Month, account_ids: Collection[UUID] | None) -> Iterable[tuple[UUID, int]]:
    """Who was in a session of `month`, and how long. Whoever leads one works, too."""
    held = _held(month)
    came = held.filter(attendances__came=True).values_list("attendances__account_id", "minutes", "pk")
    led = held.values_list("led_by_id", "minutes", "pk")
    once = {(account_id, pk): minutes for account_id, minutes, pk in (*came, *led)}
    wanted = None if account_ids is None else set(account_ids)
    return [
        (account_id, minutes) for (account_id, _), minutes in once.items() if wanted is None or account_id in wanted
    ]


def _held(month: Month) -> QuerySet[Session]:
    return Session.objects.filter(state=SessionState.HELD, starts_at__gte=month.starts_at, starts_at__lt=month.ends_at)


def days(month: Month) -> dict[str, object]:
    return {"day__gte": month.first_day, "day__lt": month.next.first_day}


def _only(rows: QuerySet, account_ids: Collection[UUID] | None) -> QuerySet:  # type: ignore[type-arg]
    return rows if account_ids is None else rows.filter(account__in=account_ids)


def _minutes(span: timedelta) -> int:
    return round(span / _MINUTE)
