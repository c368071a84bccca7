"""A shift with open places, and one on which somebody waits for a manager and somebody else is confirmed."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from forum.core import clock
from moderation.rota.models import Duty, State
from tests.architecture.world import As
from tests.factories.rota import make_place, make_shift


def build(world: Any) -> SimpleNamespace:
    start = clock.now() + timedelta(days=33)
    shift = make_shift(starts_at=start + timedelta(days=2), hours=2)
    waits = make_place(world.cast[As.OFF_SHIFT], Duty.SECOND, shift, state=State.ASKED)
    confirmed = make_place(world.cast[As.MODERATOR], Duty.HOST, shift)
    return SimpleNamespace(open=make_shift(starts_at=start, hours=2), waits=waits, confirmed=confirmed)
