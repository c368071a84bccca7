"""A place becomes a gap: removed while there is time to fill it, given up (and shown as such) when there is not."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.events import publish
from forum.core.when import exact
from moderation.nudges.services import tell
from moderation.rota.cover import forget_cover
from moderation.rota.events import PlaceDropped, PlaceGivenUp, ShiftSignedOff
from moderation.rota.models import CALLED, HERE, Offer, OfferState, Place, State
from moderation.rota.walltime import hour


def in_words(place: Place, *, begins: bool = False) -> str:
    """Which place: "host, Tue 24 Nov, 18:00 to 22:00"; with `begins`, as a sentence or a title does."""
    duty = gettext(place.get_duty_display())
    return gettext("{duty}, {start} to {end}").format(
        duty=duty if begins else duty.lower(), start=exact(place.shift.starts_at), end=hour(place.shift.ends_at)
    )


def is_near(place: Place, now: datetime) -> bool:
    """Is it too late to leave the place without anybody noticing?"""
    cut_off: datetime = place.shift.starts_at - settings.ROTA["cut_off"]
    return now >= cut_off


def free(place: Place, *, now: datetime, by: Account) -> None:
    """Let go of a locked place: a gap like any other while there is time, one that was given up when there is not. A
    place that waits for a manager was no cover yet, so nobody misses it."""
    if is_near(place, now) and place.state != State.ASKED:
        give_up(place, now=now, by=by)
        return
    dropped = PlaceDropped(actor_id=by.pk, shift_id=place.shift_id, place_id=place.pk)
    if place.state == State.CONFIRMED:
        _tell_of_the_gap(place, now, managers())
    _close_offers(place, now)
    place.delete()
    forget_cover()
    publish(dropped)


def give_up(place: Place, *, now: datetime, by: Account) -> None:
    """The person of a locked place cannot come, or cannot stay. Nobody asks why, and what they did stays written."""
    if place.state == State.GIVEN_UP:
        return
    signed_off = place.is_signed_on
    if signed_off and place.signed_on_at is not None:
        place.signed_off_at = max(now, place.signed_on_at)
    place.state, place.cover_asked_at = State.GIVEN_UP, None
    place.save(update_fields=["state", "cover_asked_at", "signed_off_at"])
    _tell_of_the_gap(place, now, managers() | _beside(place))
    _close_offers(place, now)
    forget_cover()
    publish(PlaceGivenUp(actor_id=by.pk, shift_id=place.shift_id, place_id=place.pk))
    if signed_off:
        publish(ShiftSignedOff(actor_id=by.pk, shift_id=place.shift_id, place_id=place.pk))


def lock_offers(places: Collection[Place]) -> QuerySet[Offer]:
    """The open offers of locked places, or that ask for one of them, locked in one order: before the first event, and
    after the places, as wherever offers are locked."""
    hit = Offer.objects.open().filter(Q(place__in=places) | Q(in_return__in=places))
    list(hit.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    return hit


def _close_offers(place: Place, now: datetime) -> None:
    """Whoever asked for the place in return is told that it is not there any more."""
    hit = lock_offers([place])
    tell(
        accounts=set(hit.filter(in_return=place).values_list("offered_by_id", flat=True)),
        key=f"offer:gone:{place.pk}:{now:%Y%m%d%H%M}",
        words="An exchange you offered is not open any more, because the other place is no longer theirs. "
        "Your own place is as it was.",
        href=reverse("rota:offers"),
    )
    hit.update(state=OfferState.WITHDRAWN, closed_at=now)


def managers() -> set[UUID]:
    """Whoever fills gaps."""
    return set(Account.objects.filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True))


def _beside(place: Place) -> set[UUID]:
    """Who is on the same shift: they should not find out at the door."""
    beside = Place.objects.confirmed().filter(shift=place.shift_id, duty__in=(*HERE, *CALLED)).exclude(pk=place.pk)
    return set(beside.values_list("account_id", flat=True))


def _tell_of_the_gap(place: Place, now: datetime, whom: set[UUID]) -> None:
    tell(
        accounts=whom - {place.account_id},
        key=f"gap:{place.pk}:{now:%Y%m%d%H%M}",
        words=gettext("A place is open: {in_words}.").format(in_words=in_words(place)),
        href=reverse("rota:shift", args=[place.shift_id]),
    )
