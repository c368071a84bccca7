"""What managers do in the directory, and with the draft of the notice."""

from tests.architecture.access.row import get, post

_LINE = {"name": "Harbour line", "phone": "0808 000 0000", "region": "UK"}
_MANAGERS = "in  404 404 404 404 2nd 404 404 go"
_SHOWN = "in  404 404 404 404 2nd 404 404 ok"

ROWS = (
    get("confidentiality:preview", _SHOWN),
    post("confidentiality:drop", _MANAGERS),
    get("support:add", _SHOWN),
    post("support:add", _MANAGERS, body=_LINE),
    get("support:change", _SHOWN, "line.pk"),
    post("support:change", _MANAGERS, "line.pk", _LINE),
    post("support:move", _MANAGERS, "line.pk", {"way": "up"}),
    post("support:retire", _MANAGERS, "line.pk"),
    post("support:put_back", _MANAGERS, "line.pk"),
)
