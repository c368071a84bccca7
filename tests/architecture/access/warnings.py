"""Filters, and the warnings that a manager shapes."""

from tests.architecture.access.row import get, post

_OWN = "in  go  go  go  go  2nd go  go  go"
_OWN_PAGE = "in  ok  ok  ok  ok  2nd ok  ok  ok"
_MANAGER = "in  404 404 404 404 2nd 404 404 {}"
_WARNING = {"parent": "loss", "name": "Losing a pet", "meaning": "An animal died.", "default": "label"}
_WORDING = {"act": "reword", "name": "Police", "meaning": "Police, court.", "default": "label"}

_MEMBERS = "in  {0}  {0}  404 404 2nd 404 404 404"
_ON_SHIFT = "in  404 404 {}  403 2nd 404 404 404"
_MISSING = {"warnings": ["sys.police"]}

ROWS = (
    post("threads:open_all", _OWN, "thread.pk"),
    get("threads:suggest", _MEMBERS.format("ok"), "unflagged_post.pk"),
    post("threads:suggest", _MEMBERS.format("go"), "unflagged_post.pk", _MISSING),
    get("threads:suggested", _OWN_PAGE, "unflagged_post.pk"),
    post("threads:answer_suggestion", "in  go  404 404 404 2nd 404 404 404", "own_post.pk", {"act": "leave"}),
    get("review:warn", _ON_SHIFT.format("ok"), "unflagged_post.pk"),
    post("review:warn", _ON_SHIFT.format("go"), "unflagged_post.pk", _MISSING),
    get("warnings:look", _OWN_PAGE),
    get("warnings:begin", "in  ok  ok  ok  ok  2nd ok  ok  ok"),
    post("warnings:begin", _OWN, body={"preset": "usual"}),
    post("warnings:stricter", _OWN, body={"act": "end"}),
    get("warnings:words", _OWN_PAGE),
    post("warnings:words", _OWN, body={"word": "thunder"}),
    get("warnings:words_saved", _OWN_PAGE),
    post("warnings:words_saved", _OWN, body={"word": "thunder"}),
    get("warnings:shape", _MANAGER.format("ok")),
    post("warnings:shape", _MANAGER.format("go"), body=_WARNING),
    get("warnings:shape_one", _MANAGER.format("ok"), "warnings.key"),
    post("warnings:shape_one", _MANAGER.format("go"), "warnings.key", _WORDING),
    post("warnings:offer", _MANAGER.format("go"), "warnings.key", {"act": "retire"}),
)
