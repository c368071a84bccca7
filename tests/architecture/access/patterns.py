"""Planning by patterns, bank holidays, and calendars elsewhere."""

from tests.architecture.access.row import get, post

_MANAGERS = "in  404 404 404 404 2nd 404 404 ok"
_MANAGERS_POST = "in  404 404 404 404 2nd 404 404 go"
_TEAM = "in  404 404 ok  ok  2nd ok  ok  ok"
_TEAM_POST = "in  404 404 go  go  2nd go  go  go"
_DAY = {"day": "2027-12-05"}
_PATTERN = {
    "name": "Mornings", "rhythm": "daily", "first_day": "2027-10-01", "starts": "09:00", "ends": "11:00",
    "on_holidays": "keep", "save": "1",
}  # fmt: skip

ROWS = (
    get("rota:patterns", _MANAGERS),
    get("rota:new_pattern", _MANAGERS),
    post("rota:new_pattern", _MANAGERS_POST, body=_PATTERN),
    get("rota:pattern", _MANAGERS, "patterns.weekly.pk"),
    get("rota:change_pattern", _MANAGERS, "patterns.weekly.pk"),
    post("rota:change_pattern", _MANAGERS_POST, "patterns.weekly.pk", _PATTERN),
    post("rota:end_pattern", _MANAGERS_POST, "patterns.weekly.pk", {"last_day": "2028-12-05"}),
    get("rota:remove_pattern", _MANAGERS, "patterns.weekly.pk"),
    post("rota:remove_pattern", _MANAGERS_POST, "patterns.weekly.pk", {"people": "keep"}),
    post("rota:leave_out", _MANAGERS_POST, "patterns.weekly.pk", _DAY),
    post("rota:put_back", _MANAGERS_POST, "patterns.weekly.pk", _DAY),
    get("rota:holidays", _MANAGERS),
    post("rota:holidays", _MANAGERS_POST, body={"day": "2027-01-01", "name": "New Year"}),
    # Everybody on the team sees the bank holidays; only whoever plans takes one away.
    post("rota:remove_holiday", _MANAGERS_POST, "patterns.holiday.pk"),
    get("rota:calendar", _TEAM),
    post("rota:make_calendar", _TEAM_POST),
    get("rota:calendar_address", "in  404 404 go  go  2nd go  go  go"),
    post("rota:turn_calendar_off", _TEAM_POST),
    get("rota:feed", "ok", "patterns.token"),
    get("rota:feed", "404", "wrong_token"),
)
