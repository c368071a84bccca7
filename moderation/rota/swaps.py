"""What is on offer, and what of it somebody could take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from moderation.rota import eligibility, facts
from moderation.rota.duties import ROLE_FOR, Duty
from moderation.rota.models import Offer, Place, Shift, State

MOST = 60


@dataclass(frozen=True)
class Row:
    """One offer as one person sees it. Without `reasons` they could take it now."""

    offer: Offer
    seen: str
    reasons: tuple[str, ...] = ()

    @property
    def is_urgent(self) -> bool:
        """Does the person ask for cover?"""
        return self.offer.place.cover_asked_at is not None


@dataclass(frozen=True)
class Board:
    """Everything on offer, as one person sees it."""

    to_me: Sequence[Row]
    fitting: Sequence[Row]
    others: Sequence[Row]
    mine: Sequence[Row]


def fingerprint(offer: Offer) -> str:
    """What is offered for what, in a short mark: whoever accepts sends back the one they were shown."""
    parts = [
        f"{place.pk} {place.account_id} {Duty(place.duty).value} "
        f"{place.shift.starts_at.timestamp()} {place.shift.ends_at.timestamp()}"
        for place in (offer.place, offer.in_return)
        if place
    ]
    return sha256("\n".join(parts).encode()).hexdigest()[:20]


def stale(now: datetime) -> QuerySet[Offer]:
    """The open offers that nobody could accept any more."""
    place = Q(place__state=State.CONFIRMED, place__account=F("offered_by"), place__shift__starts_at__gt=now)
    back = Q(in_return__state=State.CONFIRMED, in_return__account=F("to"), in_return__shift__starts_at__gt=now)
    here = place & Q(offered_by__is_active=True, place__signed_on_at__isnull=True)
    return Offer.objects.open().exclude(here & (Q(in_return__isnull=True) | back))


def standing(now: datetime) -> QuerySet[Offer]:
    """The open offers that still hold, with what a page shows of them."""
    rows = Offer.objects.open().exclude(pk__in=stale(now).values("pk"))
    rows = rows.select_related("offered_by", "to", "place__shift", "in_return__shift")
    return rows.prefetch_related("place__shift__places__account").order_by("place__shift__starts_at", "pk")


def board(actor: Account, now: datetime) -> Board:
    """What is offered to `actor` or to all, and their own offers; cover that is asked for first."""
    duties = [duty for duty in Duty if ROLE_FOR[duty] == actor.role]
    seen = standing(now).filter(pk__in=Offer.objects.visible_to(actor).values("pk"))
    theirs = seen.filter(place__duty__in=duties).exclude(offered_by=actor)
    rows = _rows(actor, list(theirs.exclude(place__shift__in=_with(actor))[:MOST]), now)
    rows.sort(key=lambda row: not row.is_urgent)
    to_all = [row for row in rows if row.offer.to_id is None]
    return Board(
        to_me=[row for row in rows if row.offer.to_id],
        fitting=[row for row in to_all if not row.reasons],
        others=[row for row in to_all if row.reasons],
        mine=[Row(offer, "") for offer in seen.filter(offered_by=actor)],
    )


def offerable(account: Account, now: datetime) -> QuerySet[Place]:
    """The coming places of `account` that could be offered."""
    places = Place.objects.confirmed().filter(account=account, shift__starts_at__gt=now, signed_on_at__isnull=True)
    return places.select_related("shift").order_by("shift__starts_at")


def partners(place: Place) -> QuerySet[Account]:
    """Who could be offered `place`: everybody of the role it needs who is not on the shift already."""
    role: Role = ROLE_FOR[Duty(place.duty)]
    people = Account.objects.filter(role=role, is_active=True).exclude(places__shift=place.shift_id)
    return people.order_by("pseudonym")


def in_return_for(place: Place, other: UUID, now: datetime) -> list[Place]:
    """The places of `other` that could be asked for in return for `place`."""
    theirs = Place.objects.confirmed().filter(account=other, shift__starts_at__gt=now, cover_asked_at__isnull=True)
    theirs = theirs.exclude(shift__places__account=place.account_id).filter(duty__in=_like(place))
    return list(theirs.select_related("shift", "account").order_by("shift__starts_at")[:MOST])


def _like(place: Place) -> list[Duty]:
    return [duty for duty in Duty if ROLE_FOR[duty] == ROLE_FOR[Duty(place.duty)]]


def _with(account: Account) -> QuerySet[Place, Any]:
    """The shifts that somebody is on already."""
    return Place.objects.filter(account=account).exclude(state=State.GIVEN_UP).values("shift")


def _rows(actor: Account, offers: Sequence[Offer], now: datetime) -> list[Row]:
    """Each offer with the reasons why `actor` could not take it: one set of questions for all of them."""
    if not offers:
        return []
    shifts = [offer.place.shift for offer in offers]
    start, end = min(shift.starts_at for shift in shifts), max(shift.ends_at for shift in shifts)
    person = facts.people([actor.pk], start=start, end=end, now=now)[actor.pk]
    return [_row(person, offer, now) for offer in offers]


def _row(person: eligibility.Person, offer: Offer, now: datetime) -> Row:
    place, gone = offer.place, {key for key in (offer.place_id, offer.in_return_id) if key}
    looked_at = facts.shift(place.shift, leaving=gone)
    found = eligibility.reasons(person.without(gone), Duty(place.duty), looked_at, now=now)
    return Row(offer, fingerprint(offer), tuple(eligibility.to_the_person(found)))


def who_could(place: Place, now: datetime) -> set[UUID]:
    """Everybody who could take `place` as things are."""
    people = list(partners(place).values_list("pk", flat=True))
    found = facts.people(people, start=place.shift.starts_at, end=place.shift.ends_at, now=now)
    shift = Shift.objects.prefetch_related("places__account").get(pk=place.shift_id)
    looked_at, duty = facts.shift(shift, leaving={place.pk}), Duty(place.duty)
    return {pk for pk, person in found.items() if not eligibility.reasons(person, duty, looked_at, now=now)}
