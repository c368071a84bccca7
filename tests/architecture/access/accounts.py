"""Joining, signing in and leaving."""

from tests.architecture.access.row import get, post
from tests.factories.accounts import PASS_PHRASE

_NEW_PHRASE = {"pass_phrase": PASS_PHRASE, "pass_phrase_again": PASS_PHRASE}
_JOINING = {"pseudonym": "Quiet Heron", "word": "river", "adult": "on", **_NEW_PHRASE}
_SIGNING_IN = {"sign_in_name": "ben-1000", "pass_phrase": PASS_PHRASE}
_PHRASE = {"pass_phrase": PASS_PHRASE}
_RECOVERING = {"phrase": "twelve words that nobody has", "word": "river", **_NEW_PHRASE}
_CODE = {"code": "000000"}

ROWS = (
    get("accounts:join", "ok  go  go  go  go  go  go  go  go"),
    post("accounts:join", "go", body=_JOINING),
    get("accounts:sign_in", "ok  go  go  go  go  go  go  go  go"),
    post("accounts:sign_in", "go", body=_SIGNING_IN),
    get("accounts:recover", "ok"),
    post("accounts:recover", "422", body=_RECOVERING),
    get("accounts:leave", "go"),
    post("accounts:leave", "go"),
    post("accounts:sign_out", "in  go  go  go  go  go  go  go  go"),
    get("accounts:phrase", "in  go  go  go  go  2nd go  go  go"),
    post("accounts:phrase", "in  go  go  go  go  2nd go  go  go"),
    get("accounts:close", "in  ok  ok  404 404 2nd 404 404 404"),
    post("accounts:close", "in  go  go  404 404 2nd 404 404 404", body=_PHRASE),
    get("accounts:closed", "ok"),
    get("accounts:second_factor", "in  404 404 ok  ok  ok  ok  ok  ok"),
    post("accounts:second_factor", "in  404 404 422 422 422 422 422 422", body=_CODE),
)
