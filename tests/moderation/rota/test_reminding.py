"""A line before one's next shift, once."""

from datetime import timedelta

from forum.accounts.models import Account
from moderation.nudges.models import Nudge
from moderation.rota.chores import remind_of_shifts
from moderation.rota.models import Duty, Place, State
from tests.conftest import FakeClock
from tests.factories.rota import make_place, make_shift


def _place(account: Account, clock: FakeClock, hours: float) -> Place:
    return make_place(account, Duty.HOST, make_shift(starts_at=clock() + timedelta(hours=hours)))


def test_everybody_is_told_once_a_day_before(mo: Account, lea: Account, clock: FakeClock) -> None:
    _place(mo, clock, 30)
    assert remind_of_shifts(clock()) == 0
    clock.advance(hours=7)
    assert [remind_of_shifts(clock()) for _ in range(2)] == [1, 0]
    line = Nudge.objects.get()
    assert (line.account, line.words) == (
        mo, "Your next shift: host, Thu 26 Nov, 01:00 to 05:00. Thank you for being there."
    )  # fmt: skip


def test_who_waits_gave_up_began_or_just_signed_up_is_left_in_peace(
    mo: Account, lea: Account, clock: FakeClock
) -> None:
    asked, given_up, here, fresh = (_place(mo, clock, hours) for hours in (1, 6, 12, 18))
    Place.objects.filter(pk=asked.pk).update(state=State.ASKED)
    Place.objects.filter(pk=given_up.pk).update(state=State.GIVEN_UP)
    Place.objects.filter(pk=here.pk).update(signed_on_at=clock())
    Place.objects.filter(pk=fresh.pk).update(taken_at=clock())
    assert remind_of_shifts(clock()) == 0


def test_a_moved_shift_is_told_of_anew(mo: Account, clock: FakeClock) -> None:
    place = _place(mo, clock, 20)
    remind_of_shifts(clock())
    place.shift.starts_at += timedelta(hours=1)
    place.shift.save()
    assert remind_of_shifts(clock()) == 1
