"""Joining: the member's side, and the team's. The practitioner off call was asked to read."""

from typing import Any

from moderation.joining.models import View
from tests.architecture.access.row import get, post
from tests.architecture.world import World
from tests.factories.joining import answers

_WORDS = {"words": "Thank you for writing."}
_SAID = {f"q_{key}": words for key, words in answers().items()}
_NAMED = {"who": "Kim", "reach": "at the hall"}
_VIEW = {"view": View.TALK, **_WORDS}


def _reader(world: World) -> dict[str, Any]:
    return {"reader": world.colleague.pk}


def _talk(world: World) -> dict[str, Any]:
    return {"held_on": "2026-11-20", **_WORDS}


ROWS = (
    get("joining:start", "in  ok  ok  404 404 2nd 404 404 404"),
    get("joining:write", "in  go  ok  404 404 2nd 404 404 404"),
    post("joining:write", "in  422 422 404 404 2nd 404 404 404", body=_SAID),
    get("joining:reference", "in  ok  404 404 404 2nd 404 404 404"),
    post("joining:reference", "in  go  404 404 404 2nd 404 404 404", body=_NAMED),
    get("joining:reply", "in  ok  404 404 404 2nd 404 404 404"),
    post("joining:reply", "in  go  404 404 404 2nd 404 404 404", body=_WORDS),
    get("joining:withdraw", "in  ok  404 404 404 2nd 404 404 404"),
    post("joining:withdraw", "in  go  404 404 404 2nd 404 404 404"),
    post("joining:take_link", "in  409 404 404 404 2nd 404 404 404"),
    get("joining:link", "in  go  go  404 404 2nd 404 404 404"),
    post("joining:link", "in  go  go  404 404 2nd 404 404 404"),
    get("joining:list", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("joining:application", "in  404 404 404 404 2nd 404 ok  ok", "joining.fresh.pk"),
    get("joining:ask_reader", "in  404 404 404 404 2nd 404 ok  ok", "joining.fresh.pk"),
    post("joining:ask_reader", "in  404 404 404 404 2nd 404 404 go", "joining.fresh.pk", _reader),
    get("joining:say_view", "in  404 404 404 404 2nd 404 ok  404", "joining.fresh.pk"),
    post("joining:say_view", "in  404 404 404 404 2nd 404 go  404", "joining.fresh.pk", _VIEW),
    get("joining:plan_talk", "in  404 404 404 404 2nd 404 ok  ok", "joining.read.pk"),
    post("joining:plan_talk", "in  404 404 404 404 2nd 404 go  go", "joining.read.pk", _WORDS),
    get("joining:note_talk", "in  404 404 404 404 2nd 404 ok  ok", "joining.read.pk"),
    post("joining:note_talk", "in  404 404 404 404 2nd 404 go  go", "joining.read.pk", _talk),
    get("joining:say_yes", "in  404 404 404 404 2nd 404 404 ok", "joining.read.pk"),
    post("joining:say_yes", "in  404 404 404 404 2nd 404 404 422", "joining.read.pk", _WORDS),
    get("joining:say_not_yet", "in  404 404 404 404 2nd 404 404 ok", "joining.read.pk"),
    post(
        "joining:say_not_yet", "in  404 404 404 404 2nd 404 404 go", "joining.read.pk", {**_WORDS, "any_time": "on"}
    ),
    post("joining:let_go", "in  404 404 404 404 2nd 404 go  go", "joining.part.pk"),
    get("joining:hear", "in  404 404 404 404 2nd 404 404 ok", "joining.reference.pk"),
    post("joining:hear", "in  404 404 404 404 2nd 404 404 go", "joining.reference.pk", _WORDS),
    get("joining:bring", "in  404 404 ok  ok  2nd ok  ok  ok"),
    post("joining:bring", "in  404 404 422 422 2nd 422 422 422", body={"code": "nothing"}),
)  # fmt: skip
