"""Filling gaps: a manager puts somebody on a shift, or takes somebody off before it begins."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from moderation.nudges.services import tell
from moderation.rota import freeing, placing
from moderation.rota.cover import forget_cover
from moderation.rota.duties import Duty
from moderation.rota.events import PlaceCleared, PlaceFilled
from moderation.rota.models import Place, Shift, State


@transaction.atomic
def fill(*, actor: Account, shift: Shift, duty: Duty, account: Account, reason: str = "") -> Place:
    """`account` has a place on `shift`. Soft rules are set aside with a reason that they read, too. Sent twice, it is
    one place."""
    placing.lock(account.pk, shifts=[shift.pk])
    shift = placing.current(shift)
    authorize(actor, Permission.SHIFT_PLAN, shift)
    earlier = shift.places.filter(account=account, duty=duty, state=State.CONFIRMED).first()
    if earlier is not None:
        return earlier
    placing.refuse_if_full(shift, duty)
    found = placing.reasons_for(account, shift, duty, now=clock.now())
    aside = placing.agreed(found, name=account.pseudonym, reason=reason)
    place = placing.seat_quietly(
        account=account, shift=shift, duty=duty, by=actor, state=State.CONFIRMED, overridden=aside
    )
    overridden = placing.set_aside(place, reason=reason, by=actor)
    placing.tell_they_are_on_it(place, by=actor)
    forget_cover()
    publish(PlaceFilled(actor_id=actor.pk, shift_id=shift.pk, place_id=place.pk))
    if overridden:
        publish(overridden)
    return place


@transaction.atomic
def clear(*, actor: Account, shift: Shift, account: Account) -> None:
    """Somebody is on `shift` no longer, as long as they have not begun. They are told."""
    placing.lock(account.pk, shifts=[shift.pk])
    authorize(actor, Permission.SHIFT_PLAN, shift)
    rows = (
        Place.objects.select_for_update(of=("self",), no_key=True)
        .select_related("shift")
        .filter(shift=shift, account=account)
    )
    place = rows.first()
    if place is None:
        return
    if place.signed_on_at is not None or place.shift.is_over(clock.now()):
        raise placing.PlaceIsUnderway
    event = PlaceCleared(actor_id=actor.pk, shift_id=shift.pk, place_id=place.pk, account_id=account.pk)
    if place.state != State.GIVEN_UP:
        _tell(
            place,
            gettext("You are no longer planned for this shift: {in_words}.").format(in_words=freeing.in_words(place)),
            "cleared",
        )
    place.delete()
    forget_cover()
    publish(event)


def _tell(place: Place, words: str, about: str) -> None:
    key = f"{about}:{place.pk}"
    tell(accounts={place.account_id}, key=key, words=words, href=reverse("rota:shift", args=[place.shift_id]))
