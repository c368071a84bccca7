"""Object rules for shifts: the team sees them, managers plan them, everybody signs on for their own place in time."""

from forum.accounts.permissions import Actor, Permission, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import local
from moderation.rota.models import GRACE, Duty, Place, Shift


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
        return NotNow(f"You can start this shift from {local(place.shift.starts_at - GRACE):%H:%M} on the day.")
    if place.shift.is_over(now):
        return NotNow("This shift is over. Thank you for planning to be here.")
    return None
