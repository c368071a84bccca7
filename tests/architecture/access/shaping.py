"""What managers choose about the whole place."""

from tests.architecture.access.row import get, post

ROWS = (
    get("shaping:choices", "in  404 404 404 404 2nd 404 404 ok"),
    post("shaping:choices", "in  404 404 404 404 2nd 404 404 go", body={"people": "survivors"}),
    get("shaping:wording", "in  404 404 404 404 2nd 404 404 ok"),
    post("shaping:wording", "in  404 404 404 404 2nd 404 404 go", body={"home.lede": "Come in."}),
)
