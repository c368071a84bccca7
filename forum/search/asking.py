"""What somebody asked for, and how it travels: sealed, so that no history of a browser and no log holds it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from forum.accounts.models import Account
from forum.core import clock
from forum.core.sealed import WrongSeal, seal, unseal

LASTS = timedelta(hours=1)
SPANS = {"": None, "week": timedelta(days=7), "month": timedelta(days=31), "year": timedelta(days=366)}


@dataclass(frozen=True)
class Asked:
    """A search: words, and what it is narrowed to ("" for no narrowing)."""

    words: str = ""
    board: str = ""
    warning: str = ""
    span: str = ""

    @property
    def board_id(self) -> UUID | None:
        return UUID(self.board) if self.board else None

    def begins(self, now: datetime) -> datetime | None:
        """Only what was written since."""
        span = SPANS.get(self.span)
        return now - span if span else None


def address(actor: Account, asked: Asked) -> str:
    """`asked` as a part of an address that only this account can open."""
    words = json.dumps(asdict(asked) | {"at": clock.now().timestamp()})
    return str(seal(words, bound_to=_owner(actor)))


def read_address(actor: Account, sealed: str) -> Asked | None:
    """What was asked; None once it is over, or if it was never this account's."""
    try:
        read = json.loads(unseal(sealed, bound_to=_owner(actor)))
    except WrongSeal:
        return None
    began = read.pop("at")
    return Asked(**read) if clock.now().timestamp() - began < LASTS.total_seconds() else None


def _owner(actor: Account) -> str:
    return f"search:{actor.pk}"
