"""Object rules for shifts: the team sees them, managers plan them, everybody signs on for their own place in time."""

from datetime import timedelta

from django.utils.translation import gettext

from forum.accounts.permissions import SITE, Actor, Permission, allows, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import local
from moderation.rota.models import (
    GRACE,
    HERE,
    Absence,
    Duty,
    Holiday,
    Offer,
    Pattern,
    Place,
    Shift,
    State,
    Wish,
)  # fmt: skip


class AwayNow(NotNow):
    """Somebody who pauses, or declared that they are away."""

    code = "away_now"
    message = (
        "You told us that you are not here at the moment, so you owe nobody this shift. "
        "If you would like to be here after all, end your time away first."
    )
    next_step = "rota:absences"


@rule(Permission.SHIFT_READ, Shift)
def any_shift(actor: Actor, shift: Shift) -> Refusal | None:
    return None


@rule(Permission.SHIFT_READ, Place)
def any_place(actor: Actor, place: Place) -> Refusal | None:
    return None


@rule(Permission.SHIFT_PLAN, Shift)
def any_shift_may_be_planned(actor: Actor, shift: Shift) -> Refusal | None:
    return None


@rule(Permission.SHIFT_SIGN_ON, Place)
def ones_own_place_in_its_time(actor: Actor, place: Place) -> Refusal | None:
    if place.account_id != actor.id:
        return NotGranted()
    if place.is_signed_on:  # Whoever is here may always go.
        return None
    if place.duty == Duty.ON_CALL:
        return NotNow("You are on call by the rota, so there is nothing to start. We reach you when something comes.")
    now = clock.now()
    if now < place.shift.starts_at - GRACE:
        return NotNow(
            gettext("You can start this shift from {local} on the day.").format(
                local=f"{local(place.shift.starts_at - GRACE):%H:%M}"
            )
        )
    if place.shift.is_over(now):
        return NotNow("This shift is over. Thank you for planning to be here.")
    return _not_confirmed(place) or _away(place)


def _not_confirmed(place: Place) -> Refusal | None:
    if place.state == State.GIVEN_UP:
        return NotNow(
            "You told us that you cannot come, and that stands. If you can after all, say so on the page of your place."
        )
    if place.state == State.ASKED:
        return NotNow("This place still waits for a manager, so it cannot start yet. Please ask one of them to look.")
    return None


def _away(place: Place) -> Refusal | None:
    """Whoever pauses or is away has nothing to start: that is what they asked for."""
    now = clock.now()
    if not Absence.objects.filter(account_id=place.account_id).touching(now, now + timedelta(seconds=1)).exists():
        return None
    return AwayNow()


@rule(Permission.PLACE_OFFER, Place)
def ones_own_place_before_it_begins(actor: Actor, place: Place) -> Refusal | None:
    if place.account_id != actor.id:
        return NotGranted()
    if place.state != State.CONFIRMED:
        return NotNow("This place is not confirmed, so there is nothing to hand on yet.")
    if place.shift.starts_at <= clock.now() or place.is_signed_on:
        return NotNow("This shift has begun. If you cannot be here, say so on the page of your place.")
    return None


@rule(Permission.PLACE_GIVE_UP, Place)
def ones_own_place_until_its_end(actor: Actor, place: Place) -> Refusal | None:
    if place.account_id != actor.id:
        return NotGranted()
    return (
        NotNow("This shift is over, so there is nothing left to change.") if place.shift.is_over(clock.now()) else None
    )


@rule(Permission.OFFER_READ, Offer)
def made_to_all_or_between_the_two(actor: Actor, offer: Offer) -> Refusal | None:
    return None if offer.to_id is None or actor.id in (offer.to_id, offer.offered_by_id) else NotGranted()


@rule(Permission.OFFER_ACCEPT, Offer)
def made_to_them_by_another(actor: Actor, offer: Offer) -> Refusal | None:
    return None if offer.offered_by_id != actor.id and offer.to_id in (None, actor.id) else NotGranted()


@rule(Permission.OFFER_WITHDRAW, Offer)
def ones_own_offer(actor: Actor, offer: Offer) -> Refusal | None:
    return None if offer.offered_by_id == actor.id else NotGranted()


@rule(Permission.ABSENCE_READ, Absence)
def ones_own_absence_or_whoever_plans(actor: Actor, absence: Absence) -> Refusal | None:
    return None if absence.account_id == actor.id or allows(actor, Permission.SHIFT_PLAN, SITE) else NotGranted()


@rule(Permission.ABSENCE_END, Absence)
def ones_own_absence(actor: Actor, absence: Absence) -> Refusal | None:
    return None if absence.account_id == actor.id else NotGranted()


@rule(Permission.WISH_WRITE, Wish)
def ones_own_wish(actor: Actor, wish: Wish) -> Refusal | None:
    return None if wish.account_id == actor.id else NotGranted()


@rule(Permission.LEAD_CHOOSE, Shift)
def on_a_shift_that_chooses_its_lead(actor: Actor, shift: Shift) -> Refusal | None:
    if actor.id is None or not shift.lead_rotates:
        return NotGranted()
    if not shift.places.filter(account_id=actor.id, duty__in=HERE, state=State.CONFIRMED).exists():
        return NotGranted()
    return NotNow("This shift is over, so there is nothing left to choose.") if shift.is_over(clock.now()) else None


@rule(Permission.SHIFT_TAKE, Shift)
def until_it_is_over(actor: Actor, shift: Shift) -> Refusal | None:
    return NotNow("This shift is over. Thank you for wanting to be there.") if shift.is_over(clock.now()) else None


@rule(Permission.PLACE_DROP, Shift)
def ones_own_place_on_any_shift(actor: Actor, shift: Shift) -> Refusal | None:
    """Whose place it is follows from who asks."""
    return None


@rule(Permission.PLACE_APPROVE, Shift)
def any_shift_with_a_place_that_waits(actor: Actor, shift: Shift) -> Refusal | None:
    return None


@rule(Permission.SHIFT_READ, Holiday)
def any_holiday(actor: Actor, holiday: Holiday) -> Refusal | None:
    return None


@rule(Permission.PATTERN_WRITE, Pattern)
def any_pattern(actor: Actor, pattern: Pattern) -> Refusal | None:
    return None
