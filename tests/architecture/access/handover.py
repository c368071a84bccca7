"""A shift from its beginning to its end, debriefs, and a second factor that was lost."""

from typing import Any

from tests.architecture.access.row import get, post
from tests.architecture.world import World

_WORDS = {"words": "It was windy."}


def _debrief(world: World) -> dict[str, Any]:
    return {"strain": "2", "to": str(world.handover.debrief.supporter_id)}


def _to_somebody(world: World) -> dict[str, Any]:
    return {"to": str(world.off_call.pk)}


ROWS = (
    get("handover:shift", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("handover:write", "in  404 404 ok  404 2nd 404 404 404", "place.pk"),
    post("handover:write", "in  404 404 go  404 2nd 404 404 404", "place.pk", _WORDS),
    post("handover:start_break", "in  404 404 go  404 2nd 404 404 404", "place.pk"),
    post("handover:end_break", "in  404 404 go  404 2nd 404 404 404", "place.pk"),
    get("handover:debrief", "in  404 404 ok  404 2nd 404 404 404", "handover.open_place.pk"),
    post("handover:debrief", "in  404 404 go  404 2nd 404 404 404", "handover.open_place.pk", _debrief),
    get("handover:debrief", "in  404 404 403 404 2nd 404 404 404", "place.pk"),
    get("handover:debrief", "in  404 404 ok  404 2nd 404 404 404", "handover.debrief.place_id"),
    get("handover:strain", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("handover:debriefs", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("handover:answer", "in  404 404 404 ok  2nd 404 404 404", "handover.debrief.pk"),
    post("handover:answer", "in  404 404 404 go  2nd 404 404 404", "handover.debrief.pk", _WORDS),
    get("handover:answer", "in  404 404 404 404 2nd ok  404 404", "handover.overdue.pk"),
    get("handover:strain_of", "in  404 404 404 ok  2nd 404 404 404", "handover.debrief.pk"),
    get("handover:pass_on", "in  404 404 404 404 2nd 404 404 404", "handover.debrief.pk"),
    get("handover:pass_on", "in  404 404 404 404 2nd 404 404 ok", "handover.overdue.pk"),
    post("handover:pass_on", "in  404 404 404 404 2nd 404 404 go", "handover.overdue.pk", _to_somebody),
    get("rota:sign_off_for", "in  404 404 404 404 2nd 404 404 ok", "place.pk"),
    post("rota:sign_off_for", "in  404 404 404 404 2nd 404 404 go", "place.pk"),
    get("team:lost_factor", "in  404 404 404 404 2nd 404 404 ok", "off_call.pk"),
    post("team:lost_factor", "in  404 404 404 404 2nd 404 404 go", "off_call.pk"),
)
