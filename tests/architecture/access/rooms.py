"""Chat, as members meet it. The member is in the room; the newcomer has not read the notice; the moderator on shift
holds it."""

from moderation.flags.models import Reason
from tests.architecture.access.row import get, post

_COMING_IN = {"mode": "listen", "notice_version": "1"}
_MESSAGE = {"words": "Good evening.", "act": "write", "channel": "room"}
_EVERYBODY = "in  ok  ok  ok  ok  2nd ok  ok  ok"
_NOBODY = "in  404 404 404 404 2nd 404 404 404"
_MEMBER = "in  ok  404 404 404 2nd 404 404 404"
_DONE = "in  go  404 404 404 2nd 404 404 404"
_FLAG = {"reason": Reason.UNSURE}

ROWS = (
    get("rooms:list", _EVERYBODY),
    get("rooms:session", _EVERYBODY, "rooms.session.pk"),
    get("rooms:session", _EVERYBODY, "rooms.planned.pk"),
    get("rooms:session", _EVERYBODY, "rooms.over.pk"),
    get("rooms:session", _EVERYBODY, "rooms.cancelled.pk"),
    get("rooms:session", "in  ok  ok  ok  404 2nd 404 404 ok", "rooms.free.pk"),
    get("rooms:session", "in  ok  404 ok  404 2nd 404 404 ok", "rooms.booked.pk"),
    get("rooms:session", "in  404 404 ok  404 2nd 404 404 ok", "rooms.taken.pk"),
    get("rooms:calendar", _EVERYBODY, "rooms.planned.pk"),
    get("rooms:calendar", _NOBODY, "rooms.over.pk"),
    get("rooms:calendar", "in  404 404 ok  404 2nd 404 404 ok", "rooms.taken.pk"),
    get("rooms:door", "in  go  ok  404 404 2nd 404 404 404", "rooms.session.pk"),
    post("rooms:door", "in  go  403 404 404 2nd 404 404 404", "rooms.session.pk", _COMING_IN),
    get("rooms:door", "in  go  go  go  go  2nd go  go  go", "rooms.planned.pk"),
    post("rooms:door", "in  go  go  go  go  2nd go  go  go", "rooms.over.pk", _COMING_IN),
    get("rooms:room", "in  ok  go  go  go  2nd go  go  go", "rooms.session.pk"),
    post("rooms:room", "in  go  403 403 403 2nd 403 403 403", "rooms.session.pk", _MESSAGE),
    get("rooms:room", "in  go  go  go  go  2nd go  go  go", "rooms.over.pk"),
    post("rooms:room", "in  403 403 403 403 2nd 403 403 403", "rooms.over.pk", _MESSAGE),
    get("rooms:since", _MEMBER, "rooms.session.pk"),
    get("rooms:since", _MEMBER, "rooms.over.pk"),
    post("rooms:leave", _DONE, "rooms.session.pk"),
    post("rooms:how", _DONE, "rooms.session.pk", {"mode": "listen", "slow": "1"}),
    get("rooms:not_ok", _MEMBER, "rooms.session.pk"),
    post("rooms:not_ok", _DONE, "rooms.session.pk"),
    get("rooms:not_ok", "in  403 404 404 404 2nd 404 404 404", "rooms.over.pk"),
    get("rooms:withdraw", _MEMBER, "rooms.own.pk"),
    post("rooms:withdraw", _DONE, "rooms.own.pk"),
    post("rooms:withdraw", _DONE, "rooms.own_in_over.pk"),
    get("rooms:withdraw", _NOBODY, "rooms.message.pk"),
    post("rooms:withdraw", _NOBODY, "rooms.message.pk"),
    get("rooms:block", _MEMBER, "rooms.message.pk"),
    post("rooms:block", _DONE, "rooms.message.pk"),
    get("rooms:block", "in  403 404 404 404 2nd 404 404 404", "rooms.own.pk"),
    get("rooms:block", _NOBODY, "rooms.held.pk"),
    get("rooms:block", _NOBODY, "rooms.aside.pk"),
    get("rooms:block", _NOBODY, "rooms.of_blocked.pk"),
    post(
        "rooms:block", "in  go  404 404 404 2nd 404 404 404", "rooms.of_blocked.pk"
    ),  # Pressed twice: to their blocks.
    get("rooms:support", "in  ok  ok  404 404 2nd 404 404 404"),
    post("rooms:book", "in  409 403 404 404 2nd 404 404 404", "rooms.free.pk"),
    post("rooms:book", _DONE, "rooms.booked.pk"),
    post("rooms:book", _NOBODY, "rooms.taken.pk"),
    post("rooms:give_back", _DONE, "rooms.booked.pk"),
    post("rooms:give_back", _NOBODY, "rooms.taken.pk"),
    post("rooms:give_back", _NOBODY, "rooms.free.pk"),
    get("flags:raise_message", _MEMBER, "rooms.message.pk"),
    post("flags:raise_message", _DONE, "rooms.message.pk", _FLAG),
    get("flags:raise_message", _NOBODY, "rooms.held.pk"),
    get("flags:raise_message", _NOBODY, "rooms.of_blocked.pk"),
)
