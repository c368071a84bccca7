"""Signing up and letting go: everybody does it for themselves, in good time."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.nudges.services import tell
from moderation.rota import freeing, placing
from moderation.rota.cover import forget_cover
from moderation.rota.duties import Duty
from moderation.rota.events import PlaceApproved, PlaceDeclined, PlaceDropped
from moderation.rota.models import Place, Shift, State


class TooLateToDrop(Refusal):
    """Near to a shift somebody else has to know, so the way out is another one. It is always there."""

    code = "too_late_to_drop"
    message = (
        "This shift is near, so a place on it is not let go of without anybody noticing. Ask for cover, or say that "
        "you cannot come: nobody asks why, and we look for somebody."
    )


class NothingWaits(Refusal):
    code = "nothing_waits"
    message = "Nothing waits for you there any more: the person took it back, or somebody looked at it already."


@transaction.atomic
def take(*, actor: Account, shift: Shift, duty: Duty) -> Place:
    """`actor` signs up. Where the shift asks for a manager's look, the place waits for it. Pressed twice, it is one."""
    placing.lock(actor.pk, shifts=[shift.pk])
    shift = placing.current(shift)
    authorize(actor, Permission.SHIFT_TAKE, shift)
    mine = _of(actor.pk, shift)
    if mine is not None and mine.duty == duty:
        return mine
    placing.refuse_if_full(shift, duty)
    reasons = placing.reasons_for(actor, shift, duty, now=clock.now())
    if reasons:
        raise placing.NotEligible(reasons)
    state = State.ASKED if shift.needs_approval else State.CONFIRMED
    place = placing.seat(account=actor, shift=shift, duty=duty, by=actor, state=state)
    if state == State.ASKED:
        placing.ask_managers(place)
    return place


@transaction.atomic
def drop(*, actor: Account, shift: Shift) -> None:
    """`actor` lets go of their place until the cut-off, or takes back at any time that they asked for one."""
    placing.lock(actor.pk, shifts=[shift.pk])
    authorize(actor, Permission.PLACE_DROP, shift)
    place = _of(actor.pk, shift)
    if place is None:
        return
    if place.signed_on_at is not None:
        raise placing.PlaceIsUnderway
    now = clock.now()
    if place.state == State.ASKED:
        event = PlaceDropped(actor_id=actor.pk, shift_id=shift.pk, place_id=place.pk)
        place.delete()
        forget_cover()
        publish(event)
    elif freeing.is_near(place, now):
        raise TooLateToDrop
    else:
        freeing.free(place, now=now, by=actor)


@transaction.atomic
def approve(*, actor: Account, shift: Shift, account: Account, reason: str = "") -> Place:
    """A place that waited counts from now on. Soft rules that say no are set aside with a reason."""
    placing.lock(account.pk, shifts=[shift.pk])
    shift = placing.current(shift)
    authorize(actor, Permission.PLACE_APPROVE, shift)
    place = _of(account.pk, shift)
    if place is None:
        raise NothingWaits
    if place.state == State.CONFIRMED:
        return place
    placing.refuse_if_full(shift, Duty(place.duty))
    found = placing.reasons_for(account, shift, Duty(place.duty), now=clock.now(), leaving=place)
    new = [one for one in found if one.is_hard or one.code not in place.overridden]
    aside = placing.agreed(new, name=account.pseudonym, reason=reason)
    place.state, place.overridden = State.CONFIRMED, list(dict.fromkeys([*place.overridden, *aside]))
    place.save(update_fields=["state", "overridden"])
    overridden = placing.set_aside(place, reason=reason, by=actor) if aside else None
    _tell(
        place,
        gettext("Your place is confirmed: {in_words}. Thank you.").format(in_words=freeing.in_words(place)),
        "approved",
    )
    forget_cover()
    publish(PlaceApproved(actor_id=actor.pk, shift_id=shift.pk, place_id=place.pk))
    if overridden:
        publish(overridden)
    return place


@transaction.atomic
def decline(*, actor: Account, shift: Shift, account: Account) -> None:
    """A place that waited goes to nobody, or to somebody else. The person is told, and thanked."""
    placing.lock(account.pk, shifts=[shift.pk])
    authorize(actor, Permission.PLACE_APPROVE, shift)
    place = _of(account.pk, shift)
    if place is None:
        return
    if place.state != State.ASKED:
        raise NothingWaits
    words = gettext("The place you asked for is not yours this time: {in_words}. Thank you for offering it.").format(
        in_words=freeing.in_words(place)
    )
    _tell(place, words, "declined")
    event = PlaceDeclined(actor_id=actor.pk, shift_id=shift.pk, place_id=place.pk, account_id=account.pk)
    place.delete()
    forget_cover()
    publish(event)


def _of(account_id: UUID, shift: Shift) -> Place | None:
    """Somebody's place on a shift, if they have not given it up. The shift is locked already."""
    rows = Place.objects.select_for_update(of=("self",), no_key=True).select_related("shift").filter(shift=shift)
    return rows.filter(account=account_id).exclude(state=State.GIVEN_UP).first()


def _tell(place: Place, words: str, about: str) -> None:
    key = f"{about}:{place.pk}:{clock.now():%Y%m%d%H%M}"
    tell(accounts={place.account_id}, key=key, words=words, href=reverse("rota:shift", args=[place.shift_id]))
