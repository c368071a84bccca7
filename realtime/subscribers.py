"""What sockets hear. Every listener runs after the data is real, and passes on the event's name and identifiers."""

from forum.accounts.events import SessionEnded
from forum.core.events import after_commit
from realtime import broadcast, groups
from realtime.concerns import subscribers as concerns
from realtime.desk import subscribers as desk
from realtime.inbox import subscribers as inbox

__all__ = ["close_its_sockets", "concerns", "desk", "inbox"]


@after_commit(SessionEnded)
def close_its_sockets(event: SessionEnded) -> None:
    broadcast.hint(groups.session(event.session_mark), event)
