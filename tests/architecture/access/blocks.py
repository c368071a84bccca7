"""Whom somebody does not meet any more."""

from tests.architecture.access.row import get, post

ROWS = (
    get("blocks:list", "in  ok  ok  404 404 2nd 404 404 404"),
    # Somebody else's is taken back by nobody: it changes nothing, and tells nothing.
    post("blocks:take_back", "in  go  go  404 404 2nd 404 404 404", "rooms.block.pk"),
)
