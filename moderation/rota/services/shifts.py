"""Planning by hand: a shift, who is on it, and that it is not needed after all."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from moderation.rota.cover import forget_cover
from moderation.rota.duties import ROLE_FOR, Duty
from moderation.rota.events import ShiftChanged, ShiftPlanned, ShiftRemoved
from moderation.rota.models import LONGEST, Place, Shift

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


class WrongDuty(Refusal):
    code = "wrong_duty"
    message = "Hosts and seconds are moderators. On call and deputy are practitioners."


class PlacedTwice(Refusal):
    """One person in two places at once."""

    code = "placed_twice"
    message = "Somebody is in two places at the same time. Please choose another person or another time."


@transaction.atomic
def plan_shift(*, actor: Account, starts_at: datetime, ends_at: datetime, places: Sequence[Filling]) -> Shift:
    """The team will be here from `starts_at` to `ends_at`, with these people."""
    authorize(actor, Permission.SHIFT_PLAN, SITE)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise ShiftUnclear
    shift = Shift(starts_at=starts_at, ends_at=ends_at)
    _check(shift, places)
    try:
        with transaction.atomic():
            shift.save(force_insert=True)
    except IntegrityError as error:
        raise ShiftExists from error
    Place.objects.bulk_create(Place(shift=shift, duty=duty, account=account) for duty, account in places)
    publish(ShiftPlanned(actor_id=actor.pk, shift_id=shift.pk))
    forget_cover()
    return shift


@transaction.atomic
def change_places(*, actor: Account, shift: Shift, places: Sequence[Filling]) -> Shift:
    """From now on these people are on `shift`. Whoever has started keeps their place."""
    authorize(actor, Permission.SHIFT_PLAN, shift)
    shift = Shift.objects.select_for_update().get(pk=shift.pk)
    _check(shift, places)
    wanted = {account.pk: duty for duty, account in places}
    for place in shift.places.all():
        duty = wanted.pop(place.account_id, None)
        if duty == place.duty:
            continue
        if place.signed_on_at is not None:
            raise ShiftUnderway
        if duty is None:
            place.delete()
        else:
            Place.objects.filter(pk=place.pk).update(duty=duty)
    Place.objects.bulk_create(Place(shift=shift, duty=duty, account_id=key) for key, duty in wanted.items())
    publish(ShiftChanged(actor_id=actor.pk, shift_id=shift.pk))
    forget_cover()
    return shift


@transaction.atomic
def remove_shift(*, actor: Account, shift: Shift) -> None:
    """The team will not be here then after all."""
    authorize(actor, Permission.SHIFT_PLAN, shift)
    shift = Shift.objects.select_for_update().get(pk=shift.pk)
    if shift.places.filter(signed_on_at__isnull=False).exists():
        raise ShiftUnderway
    publish(ShiftRemoved(actor_id=actor.pk, shift_id=shift.pk))
    shift.delete()
    forget_cover()


@transaction.atomic
def free_places(*, account_id: UUID, now: datetime) -> int:
    """Somebody left the team: their coming places are gaps from now on."""
    freed = Place.objects.filter(account_id=account_id, signed_on_at__isnull=True, shift__ends_at__gt=now).delete()[0]
    forget_cover()
    return freed


def _check(shift: Shift, places: Sequence[Filling]) -> None:
    """Could these people be on this shift?"""
    if shift.is_over(clock.now()):
        raise ShiftIsOver
    people = [account for _, account in places]
    if any(account.role != ROLE_FOR[duty] or not account.is_active for duty, account in places):
        raise WrongDuty
    elsewhere = Place.objects.filter(
        account__in=people, shift__starts_at__lt=shift.ends_at, shift__ends_at__gt=shift.starts_at
    ).exclude(shift=shift)
    clash = elsewhere.select_related("account").first()
    if clash is not None:
        raise PlacedTwice(f"{clash.account.pseudonym} is on another shift at that time. Please choose somebody else.")
    if len({account.pk for account in people}) < len(people):
        raise PlacedTwice("Each person can take one place on a shift. Somebody stands on this one twice.")
