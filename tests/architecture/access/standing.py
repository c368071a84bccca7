"""What is agreed with people on the team, and what each role does."""

from tests.architecture.access.row import get, post

_AGREED = {"is_paid": "yes", "weekly_hours": "4"}
_NAME = {"legal_name": "Jo Example"}
_CARD = {"does": "Looks after the boards.", "does_not": "Is no counsellor.", "gets": "Supervision."}
_ROLE = "place.account.role"

ROWS = (
    get("team:mine", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("team:person", "in  404 404 404 404 2nd 404 404 ok", "standing.off_call.pk"),
    post("team:person", "in  404 404 404 404 2nd 404 404 go", "standing.off_call.pk", _AGREED),
    get("team:write_legal_name", "in  404 404 404 404 2nd 404 404 ok", "standing.off_call.pk"),
    post("team:write_legal_name", "in  404 404 404 404 2nd 404 404 go", "standing.off_call.pk", _NAME),
    post("team:open_legal_name", "in  404 404 404 404 2nd 404 ok  ok", "standing.off_call.pk"),
    post("team:open_legal_name", "in  404 404 404 404 2nd 404 404 ok", "standing.colleague.pk"),
    get("team:cards", "ok"),
    get("team:edit_card", "in  404 404 404 404 2nd 404 404 ok", _ROLE),
    post("team:edit_card", "in  404 404 404 404 2nd 404 404 go", _ROLE, _CARD),
)
