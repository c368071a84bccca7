"""What managers choose for each board."""

from tests.architecture.access.row import get, post

ROWS = (
    get("boards:settings", "in  404 404 404 404 2nd 404 404 ok"),
    post("boards:set", "in  404 404 404 404 2nd 404 404 go", "board.pk", {"holds": "away"}),
)
