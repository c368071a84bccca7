from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class BoardSet(Event, name="board.set"):
    """A manager chose whose posts wait for a first look there."""

    board_id: UUID


@dataclass(frozen=True, kw_only=True)
class BoardShaped(Event, name="board.shaped"):
    """A manager added a board, or changed what it is."""

    board_id: UUID


@dataclass(frozen=True, kw_only=True)
class BoardJoined(Event, name="board.joined", audited=False):
    """Somebody joined a board by choice. Which one can say who they are, so it stays out of the audit trail."""

    account_id: UUID
    board_id: UUID


@dataclass(frozen=True, kw_only=True)
class BoardLeft(Event, name="board.left", audited=False):
    """Somebody left a board they had joined. It stays out of the audit trail for the same reason."""

    account_id: UUID
    board_id: UUID


@dataclass(frozen=True, kw_only=True)
class BoardPutAway(Event, name="board.put_away", audited=False):
    """Somebody put a board away or took it back into their list. What a person would rather not see is theirs alone."""

    account_id: UUID
    board_id: UUID
