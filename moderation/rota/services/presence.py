"""Being here: sign on, sign off, and closing what was forgotten."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted
from forum.core.when import exact
from moderation.nudges.services import tell
from moderation.rota.cover import forget_cover
from moderation.rota.events import ShiftSignedOff, ShiftSignedOn
from moderation.rota.models import Place
from moderation.rota.walltime import hour

# How the keys of the lines about a shift that somebody else ended begin, so that the page of shifts finds them.
ENDED = "shift:ended:"
FORGOTTEN, ENDED_FOR = f"{ENDED}forgotten:", f"{ENDED}for:"


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
def sign_off_for(*, actor: Account, place: Place) -> Place:
    """A manager ends somebody's shift for them, so that cover is told as it is: their second factor is lost, or they
    had to go. The person hears who did it and when."""
    place = _locked(place)
    authorize(actor, Permission.SHIFT_PLAN, place.shift)
    if not place.is_signed_on:
        return place
    now = clock.now()
    tell(
        accounts=[place.account_id],
        key=f"{ENDED_FOR}{place.pk}:{now:%H%M}",
        words=gettext(
            "{pseudonym} ended your shift of {exact} for you, at {hour}. If you are still here, you can start it again."
        ).format(pseudonym=actor.pseudonym, exact=exact(place.shift.starts_at), hour=hour(now)),
        href=reverse("rota:shifts"),
    )
    _close(place, at=now, actor=actor)
    return place


@transaction.atomic
def close_forgotten(*, now: datetime) -> int:
    """End the shifts that nobody ended, at the time they were planned to end, and say so to each person."""
    places = list(
        Place.objects.select_for_update(of=("self",), no_key=True).forgotten(now).select_related("shift").order_by("pk")
    )
    for place in places:
        tell(
            accounts=[place.account_id],
            key=f"{FORGOTTEN}{place.pk}",
            words=gettext(
                "Your shift of {exact} was still open, so we ended it for you, at {hour}. If that is not "
                "right, you can set it right in your hours."
            ).format(exact=exact(place.shift.starts_at), hour=hour(_closing_time(place, place.shift.ends_at))),
            href=reverse("hours:correct_shift", args=[place.pk]),
        )
    for place in places:
        _close(place, at=place.shift.ends_at, actor=None)
    return len(places)


def _close(place: Place, *, at: datetime, actor: Account | None) -> None:
    place.signed_off_at = _closing_time(place, at)
    place.save(update_fields=["signed_off_at"])
    publish(ShiftSignedOff(actor_id=actor.pk if actor else None, shift_id=place.shift_id, place_id=place.pk))
    forget_cover()


def _closing_time(place: Place, at: datetime) -> datetime:
    """Nobody ends before they began."""
    return max(at, place.signed_on_at or at)


def _locked(place: Place) -> Place:
    """The place as it is now. Raises NotGranted if it was taken out of the plan meanwhile."""
    kept = (
        Place.objects.select_for_update(of=("self",), no_key=True).select_related("shift").filter(pk=place.pk).first()
    )
    if kept is None:
        raise NotGranted
    return kept
