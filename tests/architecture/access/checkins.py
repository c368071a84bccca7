"""Check-ins: a member's own."""

from tests.architecture.access.row import get, post

_ONES_OWN = "in  ok  404 404 404 2nd 404 404 404"
_DONE = "in  go  404 404 404 2nd 404 404 404"

ROWS = (
    get("checkins:mine", "in  ok  ok  404 404 2nd 404 404 404"),
    post("checkins:mine", "in  go  422 404 404 2nd 404 404 404", body={"rhythm": "weekly", "look_after": "0"}),
    post("checkins:change", _DONE, body={"change": "pause"}),
    get("checkins:answer", _ONES_OWN),
    post("checkins:answer", _DONE, body={"mood": "ok"}),
    get("checkins:answered", _ONES_OWN),
)
