"""Planning by hand: a shift with the people who are on it from the start, what it needs, and that it is not needed
after all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.nudges.services import tell
from moderation.rota import freeing, placing
from moderation.rota.cover import forget_cover
from moderation.rota.duties import Duty, Need, as_stored, needs_of, usual_needs
from moderation.rota.events import PlaceFilled, ShiftChanged, ShiftPlanned, ShiftRemoved
from moderation.rota.models import LONGEST, PatternException, Place, Shift, State

Filling = tuple[Duty, Account]


class ShiftUnclear(Refusal):
    """Times that are not a shift."""

    code = "shift_unclear"
    message = "A shift ends after it starts and lasts at most 12 hours, so that nobody is on for too long."


class ShiftIsOver(Refusal):
    code = "shift_is_over"
    message = "That shift is already over."


class ShiftExists(Refusal):
    """Planned twice."""

    code = "shift_exists"
    message = "There is a shift with these times already. You can change who is on it."


class ShiftUnderway(Refusal):
    """Somebody has signed on: what happened stays written."""

    code = "shift_underway"
    message = "Somebody has already started this shift, so their place stays as it is."


@transaction.atomic
def plan_shift(
    *,
    actor: Account,
    starts_at: datetime,
    ends_at: datetime,
    places: Sequence[Filling] = (),
    needs: Sequence[Need] | None = None,
    needs_approval: bool = False,
    lead_rotates: bool = False,
    reason: str = "",
) -> Shift:
    """The team will be here from `starts_at` to `ends_at`, with these people. Soft rules that say no are set
    aside with a reason, which they read, too."""
    authorize(actor, Permission.SHIFT_PLAN, SITE)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise ShiftUnclear
    if ends_at <= clock.now():
        raise ShiftIsOver
    placing.lock(*{account.pk for _, account in places})
    shift = _write(
        Shift(
            starts_at=starts_at,
            ends_at=ends_at,
            needs=_wide_enough(as_stored(tuple(needs)) if needs else usual_needs(), places),
            needs_approval=needs_approval,
            lead_rotates=lead_rotates,
        )
    )
    seated = _seat_all(shift, places, reason=reason, by=actor)
    overridden = [event for place in seated if (event := placing.set_aside(place, reason=reason, by=actor))]
    for place in seated:
        placing.tell_they_are_on_it(place, by=actor)
    forget_cover()
    publish(ShiftPlanned(actor_id=actor.pk, shift_id=shift.pk))
    for place in seated:
        publish(PlaceFilled(actor_id=actor.pk, shift_id=shift.pk, place_id=place.pk))
    for event in overridden:
        publish(event)
    return shift


@transaction.atomic
def change_shift(
    *, actor: Account, shift: Shift, needs: Sequence[Need], needs_approval: bool, lead_rotates: bool
) -> Shift:
    """What a shift needs from now on. Whoever is on it stays; a pattern leaves it as it is."""
    placing.lock(shifts=[shift.pk])
    shift = placing.current(shift)
    authorize(actor, Permission.SHIFT_PLAN, shift)
    if shift.is_over(clock.now()):
        raise ShiftIsOver
    shift.needs, shift.needs_approval, shift.lead_rotates = as_stored(tuple(needs)), needs_approval, lead_rotates
    shift.is_by_hand = True
    shift.save(update_fields=["needs", "needs_approval", "lead_rotates", "is_by_hand"])
    forget_cover()
    publish(ShiftChanged(actor_id=actor.pk, shift_id=shift.pk))
    return shift


@transaction.atomic
def remove_shift(*, actor: Account, shift: Shift) -> None:
    """The team will not be here then after all. Whoever was on it is told; its pattern does not bring it back."""
    authorize(actor, Permission.SHIFT_PLAN, shift)
    placing.lock(shifts=[shift.pk])
    shift = placing.current(shift)
    placing.lock_places_of([shift])
    if shift.places.filter(signed_on_at__isnull=False).exists():
        raise ShiftUnderway
    if shift.pattern_id and shift.pattern_day:
        PatternException.objects.get_or_create(pattern_id=shift.pattern_id, day=shift.pattern_day)
    for place in shift.places.exclude(state=State.GIVEN_UP).select_related("shift"):
        words = gettext("This shift does not take place: {in_words}. Thank you for having planned to be there.").format(
            in_words=freeing.in_words(place)
        )
        tell(accounts={place.account_id}, key=f"removed:{place.pk}", words=words, href=reverse("rota:shifts"))
    event = ShiftRemoved(actor_id=actor.pk, shift_id=shift.pk)
    shift.delete()
    forget_cover()
    publish(event)


@transaction.atomic
def free_places(*, account_id: UUID, now: datetime) -> int:
    """Somebody left the team: their coming places are gaps from now on."""
    freed = Place.objects.filter(account_id=account_id, signed_on_at__isnull=True, shift__ends_at__gt=now).delete()[0]
    forget_cover()
    return freed


def _write(shift: Shift) -> Shift:
    try:
        with transaction.atomic():
            shift.save(force_insert=True)
    except IntegrityError as error:
        raise ShiftExists from error
    return shift


def _seat_all(shift: Shift, places: Sequence[Filling], *, reason: str, by: Account) -> list[Place]:
    """Each of them is looked at beside all the others, so it does not matter who is written down first."""
    if len({account.pk for _, account in places}) < len(places):
        raise placing.PlacedTwice("Each person can take one place on a shift. Somebody stands on this one twice.")
    aside = {}
    for duty, account in places:
        found = placing.reasons_for(account, shift, duty, now=clock.now(), joining=places)
        aside[account.pk] = placing.agreed(found, name=account.pseudonym, reason=reason)
    return [
        placing.seat_quietly(
            account=account, shift=shift, duty=duty, by=by, state=State.CONFIRMED, overridden=aside[account.pk]
        )
        for duty, account in places
    ]


def _wide_enough(needs: Mapping[str, Any], places: Sequence[Filling]) -> dict[str, list[int]]:
    """Whoever puts more people on a shift than were asked for wants them there."""
    chosen = {duty: sum(1 for one, _ in places if one == duty) for duty in Duty}
    return as_stored(
        tuple(Need(need.duty, need.minimum, max(need.ideal, chosen[need.duty])) for need in needs_of(needs))
    )
