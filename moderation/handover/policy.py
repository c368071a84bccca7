"""Object rules of a shift from its beginning to its end."""

from datetime import timedelta

from django.utils.translation import gettext

from forum.accounts.permissions import Actor, Permission, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import local
from moderation.handover.models import Debrief, Handover
from moderation.rota.models import CALLED, Place, State

# How long after a shift somebody may still write for the next one, and how long they may still look back.
WRITING_AFTER = timedelta(hours=2)
DEBRIEF_WITHIN = timedelta(days=7)


class AlreadyAnswered(NotNow):
    """Somebody was quicker."""

    code = "already_answered"
    status = 409
    message = "Somebody has answered this debrief already, so it does not wait any more."
    next_step = "handover:debriefs"


@rule(Permission.HANDOVER_READ, Handover)
def what_was_left_for_ones_shift(actor: Actor, handover: Handover) -> Refusal | None:
    return None if Handover.objects.visible_to(actor).filter(pk=handover.pk).exists() else NotGranted()


@rule(Permission.HANDOVER_WRITE, Place)
def ones_own_shift_until_soon_after(actor: Actor, place: Place) -> Refusal | None:
    if place.account_id != actor.id or place.state != State.CONFIRMED:
        return NotGranted()
    now = clock.now()
    if place.is_signed_on:
        return None
    if place.duty in CALLED and place.signed_on_at is None:
        left_at = place.shift.ends_at if place.shift.starts_at <= now else None
    else:
        left_at = place.signed_off_at
    if left_at is None:
        return NotNow("You can write for the next shift once you have started yours.")
    if now > left_at + WRITING_AFTER:
        return NotNow(
            gettext(
                "This could be written until {local}. If it matters for whoever is here now, please tell them yourself."
            ).format(local=f"{local(left_at + WRITING_AFTER):%H:%M}")
        )
    return None


@rule(Permission.BREAK_TAKE, Place)
def on_ones_own_shift(actor: Actor, place: Place) -> Refusal | None:
    if place.account_id != actor.id:
        return NotGranted()
    return None if place.is_signed_on else NotNow("Your shift is not running, so you do not need a break from it.")


@rule(Permission.DEBRIEF_WRITE, Place)
def after_ones_own_shift(actor: Actor, place: Place) -> Refusal | None:
    if place.account_id != actor.id or place.state != State.CONFIRMED:
        return NotGranted()
    now = clock.now()
    if place.is_signed_on:
        return NotNow("Your shift is still running. The debrief comes when you have ended it.")
    ended_at = place.shift.ends_at if place.duty in CALLED and place.signed_on_at is None else place.signed_off_at
    if ended_at is None or ended_at > now:
        return NotNow("The debrief comes after a shift. This one has not been.")
    if now > ended_at + DEBRIEF_WITHIN:
        return NotNow(
            "That shift is more than a week ago. Your supporter or a manager is glad to talk with you anyway."
        )
    return None


@rule(Permission.DEBRIEF_READ, Debrief)
def between_the_two_of_them(actor: Actor, debrief: Debrief) -> Refusal | None:
    if actor.id in (debrief.place.account_id, debrief.supporter_id):
        return None
    return None if actor.id == debrief.passed_to_id and debrief.may_be_passed_on else NotGranted()


@rule(Permission.DEBRIEF_ANSWER, Debrief)
def whoever_it_went_to(actor: Actor, debrief: Debrief) -> Refusal | None:
    if actor.id not in (debrief.supporter_id, debrief.passed_to_id):
        return NotGranted()
    return AlreadyAnswered() if debrief.is_answered else None


@rule(Permission.SUPPORTER_NAME, Debrief)
def what_waits_too_long(actor: Actor, debrief: Debrief) -> Refusal | None:
    """A manager finds somebody else for it, once it is overdue; for their own, another manager does."""
    if debrief.place.account_id == actor.id or debrief.is_answered:
        return NotGranted()
    return None if debrief.due_at <= clock.now() else NotGranted()
