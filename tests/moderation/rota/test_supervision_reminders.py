"""The rota tells supervision who is away, so that nobody is reminded while they rest."""

from forum.accounts.models import Account
from forum.core import clock as clock_module
from moderation.nudges.models import Nudge
from moderation.rota.chores import remind_of_supervision
from moderation.rota.models import Absence
from tests.conftest import FakeClock


def test_whoever_pauses_is_left_in_peace(mo: Account, lea: Account, clock: FakeClock) -> None:
    clock.advance(days=22)
    Absence.objects.create(account=mo, starts_at=clock_module.now())
    remind_of_supervision(clock())
    assert not Nudge.objects.filter(account=mo).exists()
    assert Nudge.objects.filter(account=lea).exists()
