"""Being here: sign on, sign off, and closing what was forgotten."""

from datetime import datetime

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from moderation.rota.cover import forget_cover
from moderation.rota.events import ShiftSignedOff, ShiftSignedOn
from moderation.rota.models import Place


@transaction.atomic
def sign_on(*, actor: Account, place: Place) -> Place:
    """The person is here for their place. Signing on again after going early takes the going back."""
    place = _locked(place)
    authorize(actor, Permission.SHIFT_SIGN_ON, place)
    if place.is_signed_on:
        return place
    place.signed_on_at, place.signed_off_at = place.signed_on_at or clock.now(), None
    place.save(update_fields=["signed_on_at", "signed_off_at"])
    publish(ShiftSignedOn(actor_id=actor.pk, shift_id=place.shift_id, place_id=place.pk))
    forget_cover()
    return place


@transaction.atomic
def sign_off(*, actor: Account, place: Place) -> Place:
    """The person ends their shift. The desk closes for them at once."""
    place = _locked(place)
    authorize(actor, Permission.SHIFT_SIGN_ON, place)
    if place.is_signed_on:
        _close(place, at=clock.now(), actor=actor)
    return place


@transaction.atomic
def close_forgotten(*, now: datetime) -> int:
    """End the shifts that nobody ended, at the time they were planned to end."""
    places = list(Place.objects.select_for_update(of=("self",)).forgotten(now).select_related("shift"))
    for place in places:
        _close(place, at=place.shift.ends_at, actor=None)
    return len(places)


def _close(place: Place, *, at: datetime, actor: Account | None) -> None:
    place.signed_off_at = max(at, place.signed_on_at or at)
    place.save(update_fields=["signed_off_at"])
    publish(ShiftSignedOff(actor_id=actor.pk if actor else None, shift_id=place.shift_id, place_id=place.pk))
    forget_cover()


def _locked(place: Place) -> Place:
    return Place.objects.select_for_update(of=("self",)).select_related("shift").get(pk=place.pk)
