"""A session that is ready to open, with a second host in its room, and one that begins tomorrow."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from forum.core import clock
from forum.rooms.models import Mode, SessionState, Standing
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, make_session, open_session_for


def build(world: Any) -> SimpleNamespace:
    """The moderator on shift could open it: everybody it needs is here. Another room has a breathing space."""
    host, second = world.cast["moderator on shift"], world.cast["moderator on shift without a second factor"]
    ready = make_session(host)
    attend(ready, second)
    quiet = open_session_for(host, state=SessionState.PAUSED)
    return SimpleNamespace(
        ready=ready,
        quiet=quiet,
        asks=attend(quiet, make_account("Rae"), Mode.ASK, standing=Standing.ASKING),
        empty=open_session_for(second),
        tomorrow=make_session(host, starts_at=clock.now() + timedelta(days=1, hours=4)),
    )
