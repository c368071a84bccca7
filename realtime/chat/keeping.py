"""What is due in a room while somebody is in it. The steward looks once a minute, and goes on doing so; whoever waits
for a host, or for a second one to come back, need not wait for it."""

import logging
from uuid import UUID

from forum.core import clock
from moderation.hosting.services import keeping

log = logging.getLogger(__name__)


def keep(session_id: UUID) -> None:
    """Look whether enough of the team are here, and let late calls ring. Every process that has the room may do so;
    done twice, it is done once. What fails is tried again in a moment. Runs in a thread that may use the database."""
    now = clock.now()
    try:
        keeping.look_at(session_id=session_id, now=now)
        keeping.ring_late(now=now)
    except Exception:
        log.exception("A room could not be looked after; it will be tried again.")
