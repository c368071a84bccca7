"""Does what allowed somebody to take a place still hold? If not, the place waits for a manager and is no cover.

Only standing rules are asked again: stage, being away, a module that ran out, a partner past probation. Whoever is here
for their shift stays: nobody is sent away from the desk.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext

from forum.core.events import publish
from moderation.nudges.services import tell
from moderation.rota import eligibility, facts, freeing
from moderation.rota.cover import forget_cover
from moderation.rota.duties import Duty
from moderation.rota.eligibility import Person, Reason
from moderation.rota.events import PlaceHeld
from moderation.rota.models import Place, Shift, State


@dataclass(frozen=True)
class Failing:
    """A place, and what no longer holds for it."""

    place: Place
    reasons: tuple[Reason, ...]


def recheck(*, account_ids: Collection[UUID] | None = None, now: datetime) -> int:
    """Look again at the coming places of these people and of whoever shares their shifts; of everybody if None. Places
    that no longer hold wait for a manager, and both sides are told. Returns how many."""
    shifts = _shifts(account_ids, now)
    failing = _failing(shifts, now)
    return _hold(failing, now) if failing else 0


def _shifts(account_ids: Collection[UUID] | None, now: datetime) -> list[Shift]:
    shifts = Shift.objects.coming(now)
    if account_ids is not None:
        theirs = Place.objects.confirmed().filter(account__in=account_ids, shift__ends_at__gt=now)
        shifts = shifts.filter(pk__in=theirs.values("shift_id"))
    places = Place.objects.confirmed().select_related("account").order_by("taken_at", "pk")
    return list(shifts.filter(places__state=State.CONFIRMED).distinct().prefetch_related(Prefetch("places", places)))


def _failing(shifts: Collection[Shift], now: datetime) -> list[Failing]:
    if not shifts:
        return []
    ids = {place.account_id for shift in shifts for place in shift.places.all()}
    people = facts.people(ids, start=now, end=max(shift.ends_at for shift in shifts), now=now)
    return [found for shift in shifts for found in _failing_on(shift, people, now)]


def _failing_on(shift: Shift, people: dict[UUID, Person], now: datetime) -> list[Failing]:
    """One place that falls may take the partner from another, so it is asked until nothing changes."""
    found: dict[UUID, Failing] = {}
    while True:
        looked_at = facts.shift(shift, leaving=found.keys())
        before = len(found)
        for place in shift.places.all():
            if place.pk in found or place.is_signed_on:
                continue
            person = people[place.account_id].without([place.pk])
            reasons = eligibility.standing(person, Duty(place.duty), looked_at, now=now)
            still = tuple(reason for reason in reasons if reason.code not in place.overridden)
            if still:
                found[place.pk] = Failing(place, still)
        if len(found) == before:
            return list(found.values())


@transaction.atomic
def _hold(failing: Iterable[Failing], now: datetime) -> int:
    keys = [one.place.pk for one in failing]
    rows = Place.objects.select_for_update(of=("self",), no_key=True).confirmed().select_related("shift").order_by("pk")
    held = [place for place in rows.filter(pk__in=keys) if not place.is_signed_on]
    managers = freeing.managers()
    for place in held:
        place.state = State.ASKED
        place.save(update_fields=["state"])
        _tell(place, managers, now)
    forget_cover()
    for place in held:
        publish(PlaceHeld(actor_id=None, shift_id=place.shift_id, place_id=place.pk))
    return len(held)


def _tell(place: Place, managers: set[UUID], now: datetime) -> None:
    """The words may be read over a shoulder: the page says the rest."""
    told, key = freeing.in_words(place), f"held:{place.pk}:{now:%Y%m%d%H%M}"
    href = reverse("rota:shift", args=[place.shift_id])
    words = gettext("Your place waits for a manager to look at it: {told}. Its page says why, and what helps.").format(
        told=told
    )
    tell(accounts={place.account_id}, key=key, words=words, href=href)
    words = gettext("A place waits for you to look at it, and does not count until then: {told}.").format(told=told)
    tell(accounts=managers - {place.account_id}, key=f"{key}:look", words=words, href=href)
