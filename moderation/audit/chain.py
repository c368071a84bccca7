"""The seal of each line of the trail: what is sealed, with which key, and whether a seal is ours.

The key comes from SECRET_KEY, which is not in the database: who can write to the database cannot write a line that
verifies. After a change of SECRET_KEY the old one stays in SECRET_KEY_FALLBACKS, or old lines no longer verify.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_ENTRY, _HEAD = "audit:entry", "audit:head"


@dataclass(frozen=True)
class Line:
    """What one entry says."""

    sequence: int
    at: datetime
    action: str
    actor_id: UUID | None
    actor_role: str
    subject: Mapping[str, Any]
    previous: str

    def renumbered(self, sequence: int) -> "Line":
        """The same words under another number."""
        return replace(self, sequence=sequence)

    def canonical(self) -> str:
        """The one text that stands for this line, whatever the database did to its types."""
        parts = {
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "action": self.action,
            "actor": str(self.actor_id) if self.actor_id else None,
            "role": self.actor_role,
            "subject": self.subject,
            "previous": self.previous,
        }
        return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def seal_line(line: Line) -> str:
    """The seal of `line` under today's key."""
    return _macs(_ENTRY, line.canonical())[0]


def is_sealed(line: Line, seal: str) -> bool:
    """Did we write exactly this line?"""
    return _is_ours(_ENTRY, line.canonical(), seal)


def seal_head(sequence: int, last: str) -> str:
    """The seal of a trail that ends with entry `sequence`, whose seal is `last`."""
    return _macs(_HEAD, f"{sequence}:{last}")[0]


def is_head_sealed(sequence: int, last: str, seal: str) -> bool:
    """Did we say that the trail ends there?"""
    return _is_ours(_HEAD, f"{sequence}:{last}", seal)


def _is_ours(purpose: str, text: str, seal: str) -> bool:
    return any(constant_time_compare(mac, seal) for mac in _macs(purpose, text))


def _macs(purpose: str, text: str) -> list[str]:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac(purpose, text, secret=key, algorithm="sha256").hexdigest() for key in keys]
