"""The facts that the rules of the rota look at, gathered in a bounded number of questions however many people."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from forum.accounts.models import Account
from forum.core.when import local
from moderation.rota import week
from moderation.rota.duties import Duty
from moderation.rota.eligibility import Away, Other, Person, ShiftFacts, Stint
from moderation.rota.models import Absence, Place, Shift, State, Wish
from moderation.supervision import due
from moderation.supervision.models import Arrangement
from moderation.training import validity
from moderation.welfare import exposure

Joining = tuple[Duty, Account]


@dataclass
class _Found:
    """What was found of one person, before it is put together."""

    stints: list[Stint] = field(default_factory=list)
    aways: list[Away] = field(default_factory=list)
    wished: set[UUID] = field(default_factory=set)
    wished_by: set[UUID] = field(default_factory=set)


def people(account_ids: Collection[UUID], *, start: datetime, end: datetime, now: datetime) -> dict[UUID, Person]:
    """Everything the rules look at about these people, for shifts between `start` and `end`."""
    ids = list(dict.fromkeys(account_ids))
    found: dict[UUID, _Found] = defaultdict(_Found)
    _places(ids, start, end, found)
    _absences(ids, start, end, found)
    _wishes(ids, found)
    lapses = validity.missing(ids, local(end).date())
    dues = due.of(ids, now)
    supervisors = dict(Arrangement.objects.filter(account__in=ids).values_list("account_id", "supervisor__pseudonym"))
    heavy = exposure.moments(ids, now - exposure.WEEK)
    return {
        account.pk: Person(
            account_id=account.pk,
            name=account.pseudonym,
            role=account.role,
            stage=account.stage,
            is_open=account.is_active,
            stints=tuple(found[account.pk].stints),
            aways=tuple(found[account.pk].aways),
            lapses=tuple(lapses.get(account.pk, ())),
            supervision=dues.get(account.pk),
            supervisor=supervisors.get(account.pk) or "",
            heavy_at=heavy.get(account.pk, ()),
            weekly_minutes=account.standing.weekly_minutes if hasattr(account, "standing") else None,
            wished=frozenset(found[account.pk].wished),
            wished_by=frozenset(found[account.pk].wished_by),
        )
        for account in Account.objects.filter(pk__in=ids).select_related("standing")
    }


def shift(one: Shift, *, leaving: Collection[UUID] = (), joining: Iterable[Joining] = ()) -> ShiftFacts:
    """What the rules look at about a shift: as if the places in `leaving` were free, and `joining` were on it too."""
    return ShiftFacts(
        shift_id=one.pk,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        others=tuple(
            Other(place.account_id, Duty(place.duty), place.account.stage, place.state == State.CONFIRMED)
            for place in one.places.all()
            if place.state != State.GIVEN_UP and place.pk not in leaving
        )
        + tuple(Other(account.pk, duty, account.stage) for duty, account in joining),
    )


def _places(ids: list[UUID], start: datetime, end: datetime, found: dict[UUID, _Found]) -> None:
    """Their places in the weeks around, and far enough beyond them for the rest between two shifts."""
    rest = settings.ROTA["rest"]
    rows = Place.objects.filter(
        account__in=ids,
        shift__ends_at__gt=week.of(start)[0] - rest,
        shift__starts_at__lt=week.of(end)[1] + rest,
    ).exclude(state=State.GIVEN_UP)
    for place in rows.select_related("shift").order_by("shift__starts_at", "pk"):
        stint = Stint(place.pk, place.shift_id, place.shift.starts_at, place.shift.ends_at, Duty(place.duty))
        found[place.account_id].stints.append(stint)


def _absences(ids: list[UUID], start: datetime, end: datetime, found: dict[UUID, _Found]) -> None:
    rows = Absence.objects.touching(start, end).filter(account__in=ids).order_by("starts_at", "pk")
    for account_id, starts_at, ends_at in rows.values_list("account_id", "starts_at", "ends_at"):
        found[account_id].aways.append(Away(starts_at, ends_at))


def _wishes(ids: list[UUID], found: dict[UUID, _Found]) -> None:
    rows = Wish.objects.filter(Q(account__in=ids) | Q(other__in=ids))
    for account_id, other_id in rows.values_list("account_id", "other_id"):
        found[account_id].wished.add(other_id)
        found[other_id].wished_by.add(account_id)
