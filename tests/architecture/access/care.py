"""Supervision and welfare: what is between two people, and what is one's own."""

from datetime import timedelta
from typing import Any

from forum.core import clock
from tests.architecture.access.row import get, post
from tests.architecture.world import As, World


def _day(*, days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def _time(world: World) -> dict[str, Any]:
    return {"day": _day(days=2), "starts": "10:00", "minutes": "60"}


def _two(world: World) -> dict[str, Any]:
    return {"who": str(world.care.arrangement.pk), **_time(world)}


def _group(world: World) -> dict[str, Any]:
    return {"kind": "group", "people": [str(world.care.somebody.pk)], **_time(world)}


def _leaving(world: World) -> dict[str, Any]:
    return {"last_day": _day(days=40), "wants_talk": "no", "talk_with": "", "hand_over": ""}


def _talk(world: World) -> dict[str, Any]:
    return {"talked_on": _day(days=0), "words": "A good hour."}


def _supervisor(world: World) -> dict[str, Any]:
    return {"supervisor": str(world.cast[As.PRACTITIONER].pk), "every_days": ""}


def _supporter(world: World) -> dict[str, Any]:
    return {"supporter": str(world.cast[As.PRACTITIONER].pk)}


_WORDS = {"words": "A calm hour."}
_TEAM, _TEAM_GO = "in  404 404 ok  ok  2nd ok  ok  ok", "in  404 404 go  go  2nd go  go  go"
_MANAGERS, _MANAGERS_GO = "in  404 404 404 404 2nd 404 404 ok", "in  404 404 404 404 2nd 404 404 go"
_OF_IT, _OF_IT_GO = "in  404 404 ok  404 2nd ok  404 ok", "in  404 404 go  404 2nd go  404 go"
_THE_TWO, _THE_TWO_GO = "in  404 404 ok  404 2nd ok  404 404", "in  404 404 go  404 2nd go  404 404"

_SUPERVISION = (
    get("supervision:home", _TEAM),
    get("supervision:log", _TEAM),
    post("supervision:log", _TEAM_GO, body=_WORDS),
    post("supervision:forget_entry", "in  404 404 go  404 2nd 404 404 404", "care.entry.pk"),
    get("supervision:plan", _TEAM),
    post("supervision:plan", "in  404 404 go  422 2nd go  422 go", body=_two),
    get("supervision:plan_group", _TEAM),
    post("supervision:plan_group", "in  404 404 go  422 2nd go  go  go", body=_group),
    get("supervision:sessions", _MANAGERS),
    get("supervision:session", _OF_IT, "care.coming.pk"),
    get("supervision:session", "in  404 404 ok  ok  2nd ok  404 ok", "care.group.pk"),
    get("supervision:move", _OF_IT, "care.coming.pk"),
    post("supervision:move", _OF_IT_GO, "care.coming.pk", _time),
    post("supervision:move", "in  404 404 403 403 2nd go  404 go", "care.group.pk", _time),
    post("supervision:cancel", _OF_IT_GO, "care.coming.pk"),
    get("supervision:took_place", _OF_IT, "care.begun.pk"),
    post("supervision:took_place", _OF_IT_GO, "care.begun.pk"),
    get("supervision:note", _THE_TWO, "care.coming.pk"),
    post("supervision:note", _THE_TWO_GO, "care.coming.pk", _WORDS),
    post("supervision:forget_note", _THE_TWO_GO, "care.coming.pk"),
    get("supervision:people", _MANAGERS),
    get("supervision:arrange", _MANAGERS, "care.somebody.pk"),
    post("supervision:arrange", _MANAGERS_GO, "care.somebody.pk", _supervisor),
)
_WELFARE = (
    get("welfare:home", _TEAM),
    get("welfare:topics", _TEAM),
    post("welfare:topics", _TEAM_GO, body={"topics": ["kids.risk"]}),
    get("welfare:plan", _TEAM),
    post("welfare:plan", _TEAM_GO, body=_WORDS),
    post("welfare:forget_plan", _TEAM_GO),
    get("welfare:people", _MANAGERS),
    get("welfare:name_supporter", _MANAGERS, "care.somebody.pk"),
    post("welfare:name_supporter", _MANAGERS_GO, "care.somebody.pk", _supporter),
    get("welfare:leaving", _TEAM),
    post("welfare:leaving", _TEAM_GO, body=_leaving),
    post("welfare:stay", "in  404 404 go  404 2nd go  404 404"),
    get("welfare:thanks", _TEAM),
    get("welfare:fresh_start", _TEAM),
    get("welfare:one_leaving", "in  404 404 ok  404 2nd 404 ok  ok", "care.leaving.pk"),
    get("welfare:talk", "in  404 404 ok  404 2nd 404 ok  404", "care.leaving.pk"),
    post("welfare:talk", "in  404 404 go  404 2nd 404 go  404", "care.leaving.pk", _talk),
    get("welfare:thank", _MANAGERS, "care.leaving.pk"),
    post("welfare:thank", _MANAGERS_GO, "care.leaving.pk", _WORDS),
    post("welfare:take_talk", _MANAGERS_GO, "care.open_leaving.pk"),
)
ROWS = _SUPERVISION + _WELFARE
