"""Offers, time away, a wish, and a shift that chooses its lead."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from forum.accounts.models import Account
from forum.core import clock
from moderation.rota.models import Duty, Place, Shift
from moderation.rota.services.absences import declare_absence
from moderation.rota.services.cannot_come import cannot_come
from moderation.rota.services.offers import offer_place
from moderation.rota.services.wishes import make_wish
from moderation.supervision.models import Attendance, Kind, Session, SessionState
from tests.architecture.world import As
from tests.factories.rota import make_place, make_shift


def _place(account: Account, days: float, duty: Duty = Duty.HOST) -> Place:
    return make_place(account, duty, make_shift(starts_at=clock.now() + timedelta(days=days)))


def _choosing(account: Account) -> Place:
    place = _place(account, 70, Duty.SECOND)
    Shift.objects.filter(pk=place.shift_id).update(lead_rotates=True)
    return place


def _given_up(account: Account) -> Place:
    place = _place(account, 80)
    cannot_come(actor=account, place=place)
    return place


def _supervised(account: Account, supervisor: Account) -> None:
    """Somebody whose supervision is not overdue: whoever is, takes no offer."""
    session = Session.objects.create(
        kind=Kind.ONE_TO_ONE,
        starts_at=clock.now() - timedelta(days=2),
        led_by=supervisor,
        state=SessionState.HELD,
    )
    Attendance.objects.create(session=session, account=account, came=True)


def build(world: Any) -> SimpleNamespace:
    moderator, colleague = world.cast[As.MODERATOR], world.cast[As.OFF_SHIFT]
    _supervised(moderator, world.cast[As.OFF_CALL])
    place = _place(moderator, 30)
    start = clock.now() + timedelta(days=200)
    return SimpleNamespace(
        place=place,
        place_and_other=(place.pk, colleague.pk),
        to_all=offer_place(actor=colleague, place=_place(colleague, 40)),
        to_one=offer_place(actor=colleague, place=_place(colleague, 50), to=moderator),
        own=offer_place(actor=moderator, place=_place(moderator, 60)),
        given_up=_given_up(moderator),
        absence=declare_absence(actor=moderator, starts_at=start, ends_at=start + timedelta(days=3)),
        wish=make_wish(actor=moderator, other=world.cast[As.OFF_CALL]),
        choosing=_choosing(moderator),
    )
