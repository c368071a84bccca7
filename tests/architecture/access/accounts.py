"""Joining, signing in and leaving; what is one's own."""

from datetime import timedelta
from typing import Any

from forum.core import clock
from tests.architecture.access.row import get, post
from tests.architecture.world import World
from tests.factories.accounts import PASS_PHRASE

_NEW_PHRASE = {"pass_phrase": PASS_PHRASE, "pass_phrase_again": PASS_PHRASE}
_JOINING = {"pseudonym": "Quiet Heron", "word": "river", "adult": "on", **_NEW_PHRASE}
_SIGNING_IN = {"sign_in_name": "ben-1000", "pass_phrase": PASS_PHRASE}
_PHRASE = {"pass_phrase": PASS_PHRASE}
_RECOVERING = {"phrase": "twelve words that nobody has", "word": "river", **_NEW_PHRASE}
_CODE = {"code": "000000"}
_EVERYBODY, _EVERYBODY_GO = "in  ok  ok  ok  ok  2nd ok  ok  ok", "in  go  go  go  go  2nd go  go  go"
_MEMBERS, _MEMBERS_GO = "in  ok  ok  404 404 2nd 404 404 404", "in  go  go  404 404 2nd 404 404 404"
_EVEN_WITHOUT = "in  go  go  go  go  go  go  go  go"


def _break(world: World) -> dict[str, Any]:
    return {"on": (clock.now() + timedelta(days=9)).date().isoformat(), "note": ""}


_ENTERING = (
    get("accounts:join", "ok  go  go  go  go  go  go  go  go"),
    post("accounts:join", "go", body=_JOINING),
    get("accounts:sign_in", "ok  go  go  go  go  go  go  go  go"),
    post("accounts:sign_in", "go", body=_SIGNING_IN),
    # At the address of the tests a key can be asked for; nobody has one.
    post("accounts:begin_key_sign_in", "ok  go  go  go  go  go  go  go  go"),
    post("accounts:key_sign_in", "409 go  go  go  go  go  go  go  go"),
    get("accounts:recover", "ok"),
    post("accounts:recover", "422", body=_RECOVERING),
    get("accounts:leave", "go"),
    post("accounts:leave", "go"),
    post("accounts:sign_out", _EVEN_WITHOUT),
    get("accounts:phrase", "in  go  go  go  go  2nd go  go  go"),
    post("accounts:phrase", "in  go  go  go  go  2nd go  go  go"),
    get("accounts:close", _MEMBERS),
    post("accounts:close", _MEMBERS_GO, body=_PHRASE),
    get("accounts:closed", "ok"),
    get("accounts:second_factor", "in  404 404 ok  ok  ok  ok  ok  ok"),
    post("accounts:second_factor", "in  404 404 422 422 422 422 422 422", body=_CODE),
)
_YOURS = (
    get("accounts:yours", _EVERYBODY),
    get("accounts:browsers", _EVERYBODY),
    # Somebody else's is there for nobody.
    post("accounts:name_browser", "in  go  404 404 404 2nd 404 404 404", "yours.browser.pk", {"name": "Library"}),
    post("accounts:sign_out_there", _EVERYBODY_GO, "yours.browser.pk"),
    post("accounts:sign_out_elsewhere", _EVERYBODY_GO),
    post("accounts:sign_out_everywhere", _EVERYBODY_GO),
    get("accounts:lock", _EVERYBODY),
    post("accounts:lock", _EVERYBODY_GO, body={"minutes": "5"}),
    post("accounts:cover", _EVEN_WITHOUT),
    get("accounts:uncover", _EVEN_WITHOUT),
    post("accounts:uncover", _EVEN_WITHOUT, body=_PHRASE),
    get("accounts:here", "in  204 204 204 204 204 204 204 204"),
    post("accounts:here", "in  204 204 204 204 204 204 204 204"),
    get("accounts:pass_phrase", _EVERYBODY),
    post("accounts:pass_phrase", "in  ok  ok  ok  ok  2nd ok  ok  ok", body={"old": PASS_PHRASE, **_NEW_PHRASE}),
    get("accounts:sign_in_name", _EVERYBODY),
    post("accounts:sign_in_name", _EVERYBODY_GO, body={"word": "river", **_PHRASE}),
    # There is nothing to keep before one has asked for it.
    get("accounts:keep_sign_in_name", _EVERYBODY_GO),
    post("accounts:keep_sign_in_name", _EVERYBODY_GO, body={"name": "river-1000"}),
    get("accounts:recovery_phrase", _MEMBERS),
    post("accounts:recovery_phrase", _MEMBERS_GO, body=_PHRASE),
    get("accounts:keep_recovery_phrase", _MEMBERS_GO),
    post("accounts:keep_recovery_phrase", _MEMBERS_GO),
    get("accounts:second_step", _MEMBERS),
    post("accounts:second_step", _MEMBERS_GO, body=_PHRASE),
    get("accounts:set_second_step", _MEMBERS_GO),
    post("accounts:set_second_step", _MEMBERS_GO, body=_CODE),
    get("accounts:keys", _EVERYBODY),
    get("accounts:add_key", _EVERYBODY),
    post(
        "accounts:add_key", "in  ok  ok  ok  ok  2nd ok  ok  ok", body={"name": "Stick", "shown": "A place", **_PHRASE}
    ),
    post("accounts:keep_key", "in  409 409 409 409 2nd 409 409 409", body={"answer": "{}"}),
    post("accounts:take_key_away", _EVERYBODY_GO, "yours.key.pk"),
    get("accounts:take_break", _MEMBERS),
    post("accounts:take_break", _MEMBERS_GO, body=_break),
    get("accounts:away", "ok"),
    # Nobody here takes a break, so everybody is back.
    get("accounts:back", _MEMBERS_GO),
    post("accounts:back", _MEMBERS_GO),
)
ROWS = _ENTERING + _YOURS
