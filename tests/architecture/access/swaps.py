"""Offering and exchanging shifts, not coming, being away, wishing quietly, choosing a lead."""

from typing import Any

from moderation.rota.swaps import fingerprint
from tests.architecture.access.row import get, post
from tests.architecture.world import World

_TEAM = "in  404 404 ok  ok  2nd ok  ok  ok"
_ONES_OWN = "in  404 404 ok  404 2nd 404 404 404"
_ONES_OWN_POST = "in  404 404 go  404 2nd 404 404 404"
_DAYS = {"first_day": "2027-06-01", "last_day": "2027-06-03"}


def _seen_by_all(world: World) -> dict[str, Any]:
    return {"seen": fingerprint(world.swaps.to_all)}


def _seen_by_one(world: World) -> dict[str, Any]:
    return {"seen": fingerprint(world.swaps.to_one)}


def _the_other(world: World) -> dict[str, Any]:
    return {"other": str(world.colleague.pk)}


def _the_lead(world: World) -> dict[str, Any]:
    return {"place": str(world.swaps.choosing.pk)}


ROWS = (
    get("rota:offers", _TEAM),
    get("rota:offer", _ONES_OWN, "swaps.place.pk"),
    post("rota:offer", _ONES_OWN_POST, "swaps.place.pk", {"to": "all"}),
    get("rota:offer_to", _ONES_OWN, "swaps.place_and_other"),
    post("rota:offer_to", _ONES_OWN_POST, "swaps.place_and_other", {"in_return": ""}),
    # Whoever offered it finds their own; practitioners are no moderators; managers hold no shifts.
    post("rota:accept_offer", "in  404 404 go  404 2nd 409 409 409", "swaps.to_all.pk", _seen_by_all),
    post("rota:accept_offer", "in  404 404 go  404 2nd 404 404 404", "swaps.to_one.pk", _seen_by_one),
    post("rota:withdraw_offer", _ONES_OWN_POST, "swaps.own.pk"),
    get("rota:cannot_come", _ONES_OWN, "swaps.place.pk"),
    post("rota:cannot_come", _ONES_OWN_POST, "swaps.place.pk", {"way": "cover"}),
    post("rota:come_after_all", _ONES_OWN_POST, "swaps.given_up.pk"),
    get("rota:absences", _TEAM),
    post("rota:absences", "in  404 404 go  go  2nd go  go  go", body=_DAYS),
    post("rota:pause", "in  404 404 go  go  2nd go  go  go"),
    post("rota:end_absence", _ONES_OWN_POST, "swaps.absence.pk"),
    get("rota:wishes", _TEAM),
    post("rota:wishes", "in  404 404 go  go  2nd go  go  go", body=_the_other),
    post("rota:drop_wish", _ONES_OWN_POST, "swaps.wish.pk"),
    get("rota:lead", _ONES_OWN, "swaps.choosing.shift_id"),
    post("rota:lead", _ONES_OWN_POST, "swaps.choosing.shift_id", _the_lead),
)
