"""The rota to look at."""

from tests.architecture.access.row import get

_TEAM = "in  404 404 ok  ok  2nd ok  ok  ok"

ROWS = (
    get("rota:month", _TEAM),
    get("rota:gaps", _TEAM),
    get("rota:wall", _TEAM),
)
