"""The team, its shifts, and what managers look after."""

from datetime import timedelta
from typing import Any

from forum.accounts.permissions import Role
from forum.core import clock
from tests.architecture.access.row import get, post
from tests.architecture.world import World
from tests.factories.accounts import PASS_PHRASE


def _tomorrow(world: World) -> dict[str, Any]:
    day = (clock.now() + timedelta(days=1)).date()
    return {"day": day.isoformat(), "starts": "18:00", "ends": "22:00"}


_WORDS = {"words": "It was windy."}
_NEW_PHRASE = {"pass_phrase": PASS_PHRASE, "pass_phrase_again": PASS_PHRASE}
_WELCOME = {"duty_name": "Birch", "word": "birch", **_NEW_PHRASE}
_INVITE = {"role": Role.MODERATOR}

ROWS = (
    get("rota:shifts", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("rota:plan_shift", "in  404 404 404 404 2nd 404 404 ok"),
    post("rota:plan_shift", "in  404 404 404 404 2nd 404 404 go", body=_tomorrow),
    get("rota:change_shift", "in  404 404 404 404 2nd 404 404 ok", "coming_place.shift_id"),
    post("rota:change_shift", "in  404 404 404 404 2nd 404 404 go", "coming_place.shift_id"),
    post("rota:remove_shift", "in  404 404 404 404 2nd 404 404 go", "coming_place.shift_id"),
    post("rota:sign_on", "in  404 404 go  404 2nd 404 404 404", "place.pk"),
    post("rota:sign_on", "in  404 404 403 404 2nd 404 404 404", "coming_place.pk"),
    post("rota:sign_off", "in  404 404 go  404 2nd 404 404 404", "place.pk"),
    get("team:list", "in  404 404 ok  ok  2nd ok  ok  ok"),
    post("team:invite", "in  404 404 404 404 2nd 404 404 go", body=_INVITE),
    get("team:link", "in  404 404 404 404 2nd 404 404 go"),
    post("team:withdraw", "in  404 404 404 404 2nd 404 404 go", "invitation.pk"),
    get("team:close", "in  404 404 404 404 2nd 404 404 ok", "off_call.pk"),
    post("team:close", "in  404 404 404 404 2nd 404 404 go", "off_call.pk"),
    get("team:sign_in_name", "in  2nd 2nd 2nd 2nd 2nd 2nd 2nd 2nd"),
    post("team:sign_in_name", "in  2nd 2nd 2nd 2nd 2nd 2nd 2nd 2nd"),
    get("team:welcome", "ok", "invitation_token"),
    post("team:welcome", "go", "invitation_token", _WELCOME),
    get("team:welcome", "404", "wrong_token"),
    post("team:welcome", "404", "wrong_token", _WELCOME),
    get("confidentiality:publish", "in  404 404 404 404 2nd 404 404 ok"),
    post("confidentiality:publish", "in  404 404 404 404 2nd 404 404 go", body=_WORDS),
    get("support:directory", "in  404 404 404 404 2nd 404 404 ok"),
    post("support:check", "in  404 404 404 404 2nd 404 404 go", "line.pk"),
    get("audit:trail", "in  404 404 404 404 2nd 404 404 ok"),
)
