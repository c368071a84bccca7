"""Shifts for tests."""

from datetime import datetime, timedelta
from typing import Any

from forum.accounts.models import Account
from forum.core import clock
from moderation.rota.cover import forget_cover
from moderation.rota.duties import usual_needs
from moderation.rota.models import Absence, Duty, Place, Shift, State, Wish


def make_shift(*, starts_at: datetime | None = None, hours: float = 4, **fields: Any) -> Shift:
    """A shift of `hours` from `starts_at`; without it, one that began an hour ago."""
    start = starts_at or clock.now() - timedelta(hours=1)
    shift, _ = Shift.objects.get_or_create(starts_at=start, ends_at=start + timedelta(hours=hours), defaults=fields)
    return shift


def needing(**least_and_ideal: tuple[int, int]) -> dict[str, list[int]]:
    """What a shift usually needs, with these duties changed: `needing(second=(1, 2))`."""
    return usual_needs() | {duty: list(numbers) for duty, numbers in least_and_ideal.items()}


def make_place(
    account: Account,
    duty: Duty,
    shift: Shift | None = None,
    *,
    signed_on: bool = False,
    state: State = State.CONFIRMED,
    **fields: Any,
) -> Place:
    """`account` has a place on `shift` (by default one that is running), signed on or not."""
    shift = shift or make_shift()
    place = Place.objects.create(
        shift=shift,
        account=account,
        duty=duty,
        state=state,
        signed_on_at=shift.starts_at if signed_on else None,
        **fields,
    )
    forget_cover()
    return place


def put_on_duty(account: Account, duty: Duty = Duty.HOST) -> Place:
    """`account` is signed on for a shift that is running."""
    return make_place(account, duty, signed_on=True)


def put_on_call(account: Account) -> Place:
    """`account` is the practitioner on call now."""
    return make_place(account, Duty.ON_CALL)


def make_absence(account: Account, *, starts_at: datetime | None = None, ends_at: datetime | None = None) -> Absence:
    """`account` is away from `starts_at` (by default now) until `ends_at`; without an end it is a pause."""
    return Absence.objects.create(account=account, starts_at=starts_at or clock.now(), ends_at=ends_at)


def make_wish(account: Account, other: Account) -> Wish:
    """`account` would rather not share a shift with `other`."""
    return Wish.objects.create(account=account, other=other)
