"""Modules, talks, what the team has learned, and the training desk."""

from typing import Any

from tests.architecture.access.row import get, post
from tests.architecture.world import World

_MODULE = {"title": "Handing over", "words": "Three lines.", "position": "9", "is_open": "on"}
_PRACTICE = {"choice": "leave", "soon": "green"}


def _elsewhere(world: World) -> dict[str, Any]:
    return {"modules": [str(world.learning.module.pk)], "completed_on": "2026-11-20"}


ROWS = (
    get("training:mine", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("training:module", "in  404 404 ok  ok  2nd ok  ok  ok", "learning.module.pk"),
    get("training:module", "in  404 404 404 404 2nd 404 404 ok", "learning.closed.pk"),
    post("training:module", "in  404 404 go  go  2nd go  go  go", "learning.module.pk"),
    get("training:new_module", "in  404 404 404 404 2nd 404 404 ok"),
    post("training:new_module", "in  404 404 404 404 2nd 404 404 go", body=_MODULE),
    get("training:edit_module", "in  404 404 404 404 2nd 404 404 ok", "learning.module.pk"),
    post("training:edit_module", "in  404 404 404 404 2nd 404 404 422", "learning.module.pk", _MODULE),
    get("training:talks", "in  404 404 403 403 2nd 403 403 ok"),
    post("training:confirm", "in  404 404 404 403 2nd 404 404 go", "learning.waiting.pk"),
    get("training:everybody", "in  404 404 403 403 2nd 403 403 ok"),
    get("training:person", "in  404 404 403 403 2nd 403 403 ok", "off_call.pk"),
    post("training:person", "in  404 404 403 403 2nd 403 403 go", "off_call.pk", _elsewhere),
    get("training:desk", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("training:item", "in  404 404 ok  ok  2nd ok  ok  ok", "learning.item"),
    post("training:item", "in  404 404 go  go  2nd go  go  go", "learning.item", _PRACTICE),
    get("training:item", "in  404 404 404 404 2nd 404 404 404", "learning.nothing"),
)
