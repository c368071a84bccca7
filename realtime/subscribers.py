"""What sockets hear. Every listener runs after the data is real, and passes on the event's name and identifiers."""

from typing import Any

from forum.accounts.events import AccountClosed, AccountRecovered, SessionCovered, SessionEnded
from forum.core.events import Event, after_commit
from moderation.ladder.events import StageChanged
from moderation.rota.events import AbsenceDeclared, CoverLost, PlaceGivenUp, ShiftSignedOff
from moderation.team.events import DutyAccountClosed, SecondFactorTakenAway
from realtime import broadcast, groups
from realtime.chat import subscribers as chat
from realtime.concerns import subscribers as concerns
from realtime.desk import subscribers as desk
from realtime.inbox import subscribers as inbox

__all__ = ["chat", "close_its_sockets", "concerns", "desk", "inbox", "look_at_once"]

# After these somebody may no longer stay where they are.
_LOOK_AT_ONCE: tuple[type[Any], ...] = (
    AccountClosed,
    AccountRecovered,
    DutyAccountClosed,
    SecondFactorTakenAway,
    StageChanged,
    ShiftSignedOff,
    PlaceGivenUp,
    AbsenceDeclared,
    CoverLost,
)


@after_commit(SessionEnded)
def close_its_sockets(event: SessionEnded) -> None:
    _close(event)


@after_commit(SessionCovered)
def let_them_rest(event: SessionCovered) -> None:
    _close(event)


def _close(event: SessionCovered | SessionEnded) -> None:
    broadcast.send(groups.warden(), {"type": event.name, "session": event.session_mark})


def look_at_once(event: Event) -> None:
    """The warden looks every second anyway; after this it does not wait."""
    broadcast.hint(groups.warden(), event)


for _event in _LOOK_AT_ONCE:
    after_commit(_event)(look_at_once)
