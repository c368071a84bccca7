"""The items of the training desk: made up, gentle, and the same for everybody. None of them is stored anywhere."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

_FILE = Path(__file__).parent / "starter" / "practice.json"


class Choice(models.TextChoices):
    """What somebody could do about an item."""

    LEAVE = "leave", "Leave it as it is"
    WARN = "warn", "Add a content warning"
    COVER = "cover", "Cover it until the reader opens it"
    HIDE = "hide", "Put it out of sight for now"
    HAND_ON = "hand_on", "Hand it on to safeguarding"


class Soon(models.TextChoices):
    """How soon somebody should look: the levels of the real desk, with what they say."""

    CRISIS = "crisis", "Crisis: somebody may be in danger right now"
    RED = "red", "Red: a serious worry, but not this minute"
    AMBER = "amber", "Amber: it could hurt or identify somebody if it stays"
    GREEN = "green", "Green: ordinary sharing"


@dataclass(frozen=True)
class MadeUp:
    """One made-up item, and how somebody with experience would think about it."""

    key: str
    title: str
    author: str
    reason: str
    wish: str
    note: str
    warnings: tuple[str, ...]
    words: str
    choice: Choice
    soon: Soon
    thinking: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return max(1, round(len(self.words.split()) / 200))


@cache
def items() -> Mapping[str, MadeUp]:
    """All of them by their keys, in their order."""
    rows = json.loads(_FILE.read_text("utf-8"))
    return {row["key"]: _item(row) for row in rows}


def _item(row: dict[str, Any]) -> MadeUp:
    lists = {name: tuple(row[name]) for name in ("warnings", "thinking")}
    return MadeUp(**{**row, **lists, "choice": Choice(row["choice"]), "soon": Soon(row["soon"])})
