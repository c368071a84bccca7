"""One shift and what is open on it: taking a place, letting go of it, and what managers do there."""

from typing import Any

from tests.architecture.access.row import get, post
from tests.architecture.world import As, World

_TEAM = "in  404 404 ok  ok  2nd ok  ok  ok"
_MANAGERS = "in  404 404 404 404 2nd 404 404 ok"
_MANAGERS_POST = "in  404 404 404 404 2nd 404 404 go"


def _somebody(world: World) -> dict[str, Any]:
    return {"account": str(world.cast[As.MODERATOR].pk), "duty": "host"}


def _whoever_waits(world: World) -> dict[str, Any]:
    return {"account": str(world.eligibility.waits.account_id)}


def _whoever_is_on(world: World) -> dict[str, Any]:
    return {"account": str(world.eligibility.confirmed.account_id)}


ROWS = (
    get("rota:shift", _TEAM, "eligibility.open.pk"),
    get("rota:open_shifts", _TEAM),
    # Hosts are moderators; managers hold no shifts. Both are told so.
    post("rota:take", "in  404 404 go  go  2nd 409 409 409", "eligibility.open.pk", {"duty": "host"}),
    post("rota:drop", "in  404 404 go  go  2nd go  go  go", "eligibility.open.pk"),
    post("rota:drop", "in  404 404 go  go  2nd go  go  go", "eligibility.confirmed.shift_id"),
    get("rota:fill", _MANAGERS, "eligibility.open.pk"),
    post("rota:fill", _MANAGERS_POST, "eligibility.open.pk", _somebody),
    get("rota:approve", _MANAGERS, "eligibility.waits.shift_id"),
    post("rota:approve", _MANAGERS_POST, "eligibility.waits.shift_id", _whoever_waits),
    post("rota:decline", _MANAGERS_POST, "eligibility.waits.shift_id", _whoever_waits),
    post("rota:clear", _MANAGERS_POST, "eligibility.confirmed.shift_id", _whoever_is_on),
)
