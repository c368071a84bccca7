"""Shifts for tests."""

from datetime import datetime, timedelta

from forum.accounts.models import Account
from forum.core import clock
from moderation.rota.cover import forget_cover
from moderation.rota.models import Duty, Place, Shift


def make_shift(*, starts_at: datetime | None = None, hours: float = 4) -> Shift:
    """A shift of `hours` from `starts_at`; without it, one that began an hour ago."""
    start = starts_at or clock.now() - timedelta(hours=1)
    shift, _ = Shift.objects.get_or_create(starts_at=start, ends_at=start + timedelta(hours=hours))
    return shift


def make_place(account: Account, duty: Duty, shift: Shift | None = None, *, signed_on: bool = False) -> Place:
    """`account` has a place on `shift` (by default one that is running), signed on or not."""
    shift = shift or make_shift()
    place = Place.objects.create(
        shift=shift, account=account, duty=duty, signed_on_at=shift.starts_at if signed_on else None
    )
    forget_cover()
    return place


def put_on_duty(account: Account, duty: Duty = Duty.HOST) -> Place:
    """`account` is signed on for a shift that is running."""
    return make_place(account, duty, signed_on=True)


def put_on_call(account: Account) -> Place:
    """`account` is the practitioner on call now."""
    return make_place(account, Duty.ON_CALL)
