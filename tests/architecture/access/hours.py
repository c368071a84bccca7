"""Hours and expenses: one's own, and managers those of others."""

from typing import Any

from forum.core import clock
from tests.architecture.access.row import get, post
from tests.architecture.world import World

_TEAM = "in  404 404 ok  ok  2nd ok  ok  ok"
_TEAM_POST = "in  404 404 go  go  2nd go  go  go"
_MANAGER = "in  404 404 404 404 2nd 404 404 ok"
_BOTH = "in  404 404 ok  404 2nd 404 404 ok"
_BOTH_POST = "in  404 404 go  404 2nd 404 404 go"
_RIGHT = {"hours": "2", "reason": "It was shorter."}


def _time(world: World) -> dict[str, Any]:
    return {"day": clock.now().date().isoformat(), "kind": "training", "hours": "1"}


def _money(world: World) -> dict[str, Any]:
    return {"day": clock.now().date().isoformat(), "pounds": "4.50", "words": "The bus."}


ROWS = (
    get("hours:mine", _TEAM),
    get("hours:write", _TEAM),
    post("hours:write", _TEAM_POST, body=_time),
    get("hours:correct_entry", _BOTH, "hours.entry.pk"),
    post("hours:correct_entry", _BOTH_POST, "hours.entry.pk", _RIGHT),
    # Another manager sets a manager's hours right.
    get("hours:correct_entry", "in  404 404 404 404 2nd 404 404 403", "hours.of_the_manager.pk"),
    post("hours:correct_entry", "in  404 404 404 404 2nd 404 404 403", "hours.of_the_manager.pk", _RIGHT),
    get("hours:correct_shift", _BOTH, "hours.place.pk"),
    post("hours:correct_shift", _BOTH_POST, "hours.place.pk", _RIGHT),
    get("hours:expenses", _MANAGER),
    get("hours:claim", _TEAM),
    post("hours:claim", _TEAM_POST, body=_money),
    get("hours:expense", _BOTH, "hours.asked.pk"),
    post("hours:expense", "in  404 404 404 404 2nd 404 404 go", "hours.asked.pk", {"agreed": "yes", "answer": ""}),
    post("hours:pay", "in  404 404 404 404 2nd 404 404 409", "hours.asked.pk"),
    post("hours:pay", "in  404 404 404 404 2nd 404 404 go", "hours.agreed.pk"),
    get("hours:all", _MANAGER),
    get("hours:person", _MANAGER, "hours.person.pk"),
    get("hours:payroll", _MANAGER),
    get("hours:shares", _TEAM),
)
