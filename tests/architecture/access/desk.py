"""The desk."""

from moderation.review.levels import Level
from moderation.review.models import Decision
from tests.architecture.access.row import get, post

_WORDS = {"words": "It was windy."}
_HIDE = {"decision": Decision.HIDE, "reason": "It could tell who you are."}
_HAND_ON = {"level": Level.AMBER, "note": ""}

ROWS = (
    get("review:desk", "in  404 404 ok  403 2nd 404 404 404"),
    get("review:lanes", "in  404 404 ok  403 2nd 404 404 404"),
    get("review:item", "in  404 404 ok  403 2nd 404 404 404", "open_item.pk"),
    get("review:item", "in  404 404 ok  403 2nd 404 404 404", "held_item.pk"),
    get("review:item", "in  404 404 ok  403 2nd 404 404 404", "decided_item.pk"),
    get("review:item", "in  404 404 ok  403 2nd 404 404 404", "out_of_sight_item.pk"),
    post("review:claim", "in  404 404 go  403 2nd 404 404 404", "open_item.pk"),
    post("review:claim", "in  404 404 403 403 2nd 404 404 404", "decided_item.pk"),
    post("review:release", "in  404 404 go  403 2nd 404 404 404", "held_item.pk"),
    post("review:release", "in  404 404 403 403 2nd 404 404 404", "open_item.pk"),
    get("review:decide", "in  404 404 ok  403 2nd 404 404 404", "held_item.pk"),
    post("review:decide", "in  404 404 go  403 2nd 404 404 404", "held_item.pk", _HIDE),
    post("review:decide", "in  404 404 422 403 2nd 404 404 404", "open_item.pk", _HIDE),
    get("review:hand_on", "in  404 404 ok  403 2nd 404 404 404", "held_item.pk"),
    post("review:hand_on", "in  404 404 go  403 2nd 404 404 404", "held_item.pk", _HAND_ON),
    post("review:hand_on", "in  404 404 422 403 2nd 404 404 404", "open_item.pk", _HAND_ON),
    get("review:bring_back", "in  404 404 ok  403 2nd 404 404 404", "out_of_sight_item.pk"),
    post("review:bring_back", "in  404 404 go  403 2nd 404 404 404", "out_of_sight_item.pk", _WORDS),
    get("review:bring_back", "in  404 404 403 403 2nd 404 404 404", "decided_item.pk"),
    post("review:bring_back", "in  404 404 403 403 2nd 404 404 404", "decided_item.pk", _WORDS),
    get("review:item", "in  404 404 ok  403 2nd 404 404 404", "asked.open_item.pk"),
    get("review:item", "in  404 404 ok  403 2nd 404 404 404", "asked.decided_item.pk"),
    post("review:claim", "in  404 404 go  403 2nd 404 404 404", "asked.open_item.pk"),
    post("review:decide", "in  404 404 go  403 2nd 404 404 404", "asked.held_item.pk", _HIDE),
    post("review:hand_on", "in  404 404 go  403 2nd 404 404 404", "asked.held_item.pk", _HAND_ON),
    post("review:bring_back", "in  404 404 go  403 2nd 404 404 404", "asked.out_of_sight_item.pk", _WORDS),
    get("flags:receipt", "in  ok  404 404 404 2nd 404 404 404", "asked.flag.pk"),
)
