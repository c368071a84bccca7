"""What a browser sends when somebody writes: its shape. Whether they may, and what the words are, the service says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from forum.core.refusals import Refusal
from forum.rooms.models import Channel

MOST_WARNINGS = 10
LONGEST_WARNING = 64
LONGEST_ID = 36


class NotKept(Refusal):
    """Our fault, and it passes."""

    code = "trouble"
    message = "We could not keep this just now. Your words are still here: send them again in a moment."
    status = 500
    wait = 5


@dataclass(frozen=True)
class Written:
    """A message as it arrived."""

    submission: UUID
    words: str
    warnings: tuple[str, ...]
    channel: Channel
    aside_id: UUID | None


def read(frame: Mapping[str, Any]) -> Written | None:
    """The message in `frame`; None if it has not the shape of one."""
    submission, aside = _identifier(frame.get("submission")), _identifier(frame.get("aside"))
    words, warnings = frame.get("words"), frame.get("warnings", [])
    channel = frame.get("channel", Channel.ROOM.value)
    if submission is None or (aside is None and frame.get("aside") is not None):
        return None
    if not isinstance(words, str) or not _is_list_of_keys(warnings) or channel not in Channel.values:
        return None
    return Written(submission, words, tuple(warnings), Channel(channel), aside)


def revision(value: object) -> int | None:
    """A revision that a browser names; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value < 2**63 else None


def _identifier(value: object) -> UUID | None:
    if not isinstance(value, str) or len(value) != LONGEST_ID:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _is_list_of_keys(value: object) -> bool:
    if not isinstance(value, list) or len(value) > MOST_WARNINGS:
        return False
    return all(isinstance(key, str) and len(key) <= LONGEST_WARNING and key.isascii() for key in value)
