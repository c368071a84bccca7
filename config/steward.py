"""The steward: huey, ticking once a minute and doing the chores that have come due.

Every chore is a look at the state of the database (see `forum.core.chores`), so two stewards at once or a late tick
harm nothing. By default it lives on threads beside the server; `manage.py steward` runs it alone.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import close_old_connections
from huey import MemoryHuey, crontab
from huey.consumer import Consumer

from forum.core import clock
from forum.core.chores import do_chores

LAST = "steward.last"
log = logging.getLogger(__name__)
logging.getLogger("huey").setLevel(logging.WARNING)


# In memory on purpose: what is due is read from the database at every tick, so there is nothing here to lose, and a
# Redis that is away stops no alarm.
huey = MemoryHuey("holdfast-steward", results=False)


@huey.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
def tick() -> None:
    """Once a minute, on a thread that has a connection of its own to the database."""
    close_old_connections()
    try:
        do_what_is_due()
    finally:
        close_old_connections()


def do_what_is_due() -> None:
    """Do what has come due since the last time."""
    now = clock.now()
    do_chores(now, last=_last())
    _remember(now)


class EmbeddedConsumer(Consumer):  # type: ignore[misc]
    """Huey's consumer without its signal handlers: the server beside it hears the signals."""

    def _set_signal_handlers(self) -> None:
        pass


def consumer(*, embedded: bool) -> Any:
    """One thread that keeps the clock and one that does the work."""
    kind = EmbeddedConsumer if embedded else Consumer
    return kind(huey, workers=1, max_delay=5.0, shutdown_timeout=10, graceful_signal="TERM")


def _last() -> datetime | None:
    """When the last tick was, so that a chore due while nothing ran is done at the next one."""
    kept = huey.get(LAST, peek=True)
    return datetime.fromisoformat(kept) if kept else None


def _remember(now: datetime) -> None:
    huey.put(LAST, now.isoformat())
