"""Patterns for tests."""

from datetime import date, time
from typing import Any

from forum.core import clock
from forum.core.when import local
from moderation.rota.models import Pattern


def a_pattern(rule: str = "FREQ=DAILY", **fields: Any) -> Pattern:
    """A pattern that is not stored: every evening from 18:00 to 22:00, from today on."""
    fields = {"name": "Evenings", "first_day": local(clock.now()).date(), **_times(fields)}
    return Pattern(rule=rule, **fields)


def make_pattern(rule: str = "FREQ=DAILY", **fields: Any) -> Pattern:
    """A stored pattern, without the shifts that come of it."""
    pattern = a_pattern(rule, **fields)
    pattern.save(force_insert=True)
    return pattern


def _times(fields: dict[str, Any]) -> dict[str, Any]:
    return {"starts": time(18), "ends": time(22), "last_day": None, **fields}


def day(text: str) -> date:
    return date.fromisoformat(text)
