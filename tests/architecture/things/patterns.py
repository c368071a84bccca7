"""A pattern with a day left out, a bank holiday, and a calendar of the moderator on shift."""

from datetime import time, timedelta
from types import SimpleNamespace
from typing import Any

from forum.core import clock
from forum.core.when import local
from moderation.rota.models import Holiday, PatternException
from moderation.rota.services.calendars import make_calendar
from tests.architecture.world import As
from tests.factories.patterns import make_pattern


def build(world: Any) -> SimpleNamespace:
    today = local(clock.now()).date()
    # Its first shift is far ahead, so that it meets nothing else here.
    weekly = make_pattern("FREQ=WEEKLY;BYDAY=SU", first_day=today + timedelta(days=300), starts=time(9), ends=time(11))
    PatternException.objects.create(pattern=weekly, day=today + timedelta(days=400))
    return SimpleNamespace(
        weekly=weekly,
        holiday=Holiday.objects.create(day=today + timedelta(days=31), name="A day off"),
        token=make_calendar(actor=world.cast[As.MODERATOR]),
    )
