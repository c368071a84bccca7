"""What waits for one person on the team."""

from tests.architecture.access.row import get, post

_ADDRESS = {"address": "tide@example.org"}

ROWS = (
    get("nudges:list", "in  404 404 ok  ok  2nd ok  ok  ok"),
    post("nudges:put_away", "in  404 404 go  404 2nd 404 404 404", "nudges.line.pk"),
    get("nudges:reminders", "in  404 404 ok  ok  2nd ok  ok  ok"),
    # A site without a mail server takes no address.
    post("nudges:reminders", "in  404 404 422 422 2nd 422 422 422", body=_ADDRESS),
    post("nudges:turn_off", "in  404 404 go  go  2nd go  go  go"),
)
