"""Chat, as hosts meet it. The moderator on shift is in the room; planning belongs to managers too, hosting does not."""

from tests.architecture.access.row import get, post

_TEAM = "in  404 404 ok  ok  2nd 404 404 ok"
_PLANNERS = "in  404 404 go  go  2nd 404 404 go"
_HOST = "in  404 404 ok  403 2nd 404 404 404"
_DONE = "in  404 404 go  403 2nd 404 404 404"
_MISSED = "in  404 404 404 403 2nd 404 404 404"
_OFFERS = "in  404 404 ok  ok  2nd 404 404 404"
_PLAN = {
    "title": "A quiet evening", "purpose": "To sit together.", "detail": "none", "for_whom": "Everybody",
    "day": "2026-11-30", "starts": "19:00", "ends": "20:00", "capacity": "12", "repeats": "1", "host": "",
}  # fmt: skip
_SEEN = {"seen": "0"}
_REASON = {"reason": "It named a place. You are welcome here."}

ROWS = (
    get("hosting:list", _TEAM),
    get("hosting:log", _TEAM),
    get("hosting:plan", _TEAM),
    post("hosting:plan", _PLANNERS, body=_PLAN),
    get("hosting:support", _OFFERS),
    post(
        "hosting:support",
        "in  404 404 422 422 2nd 404 404 404",
        body={"day": "2026-11-30", "starts": "03:00", "minutes": "30"},
    ),
    get("hosting:session", _TEAM, "rooms.session.pk"),
    get("hosting:session", _TEAM, "hosting.ready.pk"),
    get("hosting:session", _TEAM, "rooms.planned.pk"),
    get("hosting:session", _TEAM, "rooms.over.pk"),
    get("hosting:session", "in  404 404 ok  404 2nd 404 404 ok", "rooms.booked.pk"),
    get("hosting:change", _TEAM, "rooms.planned.pk"),
    post("hosting:change", _PLANNERS, "rooms.planned.pk", _PLAN),
    get("hosting:change", "in  404 404 403 403 2nd 404 404 403", "rooms.session.pk"),
    get("hosting:cancel", _TEAM, "rooms.planned.pk"),
    post("hosting:cancel", _PLANNERS, "rooms.planned.pk", {"words": "We are sorry."}),
    post("hosting:cancel", "in  404 404 go  404 2nd 404 404 go", "rooms.booked.pk", {"words": "We are sorry."}),
    # Opening needs two in the room and the rota; holding needs to be on shift, and in the room.
    post("hosting:open", _DONE, "hosting.ready.pk", _SEEN),
    post("hosting:open", "in  404 404 403 403 2nd 404 404 404", "hosting.tomorrow.pk", _SEEN),
    post("hosting:come_in", _DONE, "hosting.ready.pk"),
    post("hosting:come_in", _DONE, "hosting.empty.pk"),
    post("hosting:go_out", "in  404 404 go  go  2nd 404 404 go", "rooms.session.pk"),
    get("hosting:room", _HOST, "rooms.session.pk"),
    get("hosting:room", _DONE, "hosting.empty.pk"),
    post("hosting:room", _DONE, "rooms.session.pk", {"words": "Welcome.", "channel": "room", "act": "write"}),
    get("hosting:side", _HOST, "rooms.session.pk"),
    get("hosting:side", _MISSED, "hosting.empty.pk"),
    get("hosting:since", _HOST, "rooms.session.pk"),
    get("hosting:since", _MISSED, "hosting.empty.pk"),
    get("hosting:pause", _HOST, "rooms.session.pk"),
    post("hosting:pause", _DONE, "rooms.session.pk", _SEEN),
    post("hosting:resume", _DONE, "hosting.quiet.pk", _SEEN),
    get("hosting:pace", _HOST, "rooms.session.pk"),
    post("hosting:pace", _DONE, "rooms.session.pk", _SEEN | {"slow_seconds": "30"}),
    get("hosting:closing", _HOST, "rooms.session.pk"),
    post("hosting:closing", _DONE, "rooms.session.pk", _SEEN | {"minutes": "5"}),
    post("hosting:close", _DONE, "hosting.quiet.pk", _SEEN),
    # About a message, a person, and somebody who needs a host.
    get("hosting:message", _HOST, "rooms.message.pk"),
    get("hosting:message", _HOST, "rooms.own_in_over.pk"),
    get("hosting:message", _MISSED, "rooms.taken_back.pk"),
    get("hosting:cover", _HOST, "rooms.message.pk"),
    post("hosting:cover", _DONE, "rooms.message.pk", _REASON),
    post("hosting:uncover", "in  404 404 409 403 2nd 404 404 404", "rooms.message.pk"),
    get("hosting:hold", _HOST, "rooms.message.pk"),
    post("hosting:hold", _DONE, "rooms.message.pk", _REASON),
    post("hosting:let_through", _DONE, "rooms.held.pk"),
    get("hosting:hide", _HOST, "rooms.message.pk"),
    post("hosting:hide", _DONE, "rooms.message.pk", _REASON),
    post("hosting:show", _DONE, "rooms.hidden.pk"),
    get("hosting:warn", _HOST, "rooms.message.pk"),
    post("hosting:warn", _DONE, "rooms.message.pk", {"warnings": ["mind.body"]}),
    get("hosting:hand_on", _HOST, "rooms.message.pk"),
    post("hosting:hand_on", _DONE, "rooms.message.pk", {"level": "red", "note": ""}),
    get("hosting:person", _HOST, "rooms.theirs.pk"),
    post("hosting:let_in", _DONE, "hosting.asks.pk"),
    get("hosting:quiet", _HOST, "rooms.theirs.pk"),
    post("hosting:quiet", _DONE, "rooms.theirs.pk", _REASON | {"minutes": "15"}),
    post("hosting:unquiet", "in  404 404 409 403 2nd 404 404 404", "rooms.theirs.pk"),
    get("hosting:remove", _HOST, "rooms.theirs.pk"),
    post("hosting:remove", _DONE, "rooms.theirs.pk", _REASON),
    get("hosting:aside", _HOST, "rooms.mine.pk"),
    post("hosting:aside", _DONE, "rooms.mine.pk", {"words": "How are you?"}),
    post("hosting:end_aside", _DONE, "rooms.theirs.pk"),
    post("hosting:take_call", _DONE, "rooms.call.pk"),
    post("hosting:take_call", _DONE, "rooms.flag_call.pk"),
)
