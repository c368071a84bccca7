"""Filters, and the warnings that a manager shapes."""

from tests.architecture.access.row import get, post

_OWN = "in  go  go  go  go  2nd go  go  go"
_OWN_PAGE = "in  ok  ok  ok  ok  2nd ok  ok  ok"
_MANAGER = "in  404 404 404 404 2nd 404 404 {}"
_WARNING = {"parent": "loss", "name": "Losing a pet", "meaning": "An animal died.", "default": "label"}
_WORDING = {"act": "reword", "name": "Police", "meaning": "Police, court.", "default": "label"}

ROWS = (
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
