"""What members do."""

from moderation.flags.models import Reason
from tests.architecture.access.row import get, post

_WORDS = {"words": "It was windy."}
_VERSION = {"version": "1"}
_DEFAULTS = {"all": "default"}
_THREAD = {"title": "A walk", **_WORDS}
_FLAG = {"reason": Reason.UNSURE}

ROWS = (
    get("confidentiality:read", "in  go  ok  go  go  2nd go  go  go"),
    post("confidentiality:read", "in  go  go  404 404 2nd 404 404 404", body=_VERSION),
    get("warnings:filters", "in  ok  ok  ok  ok  2nd ok  ok  ok"),
    post("warnings:filters", "in  go  go  go  go  2nd go  go  go", body=_DEFAULTS),
    get("warnings:saved", "in  ok  ok  ok  ok  2nd ok  ok  ok"),
    post("warnings:saved", "in  go  go  go  go  2nd go  go  go", body=_DEFAULTS),
    get("boards:list", "in  ok  ok  ok  ok  2nd ok  ok  ok"),
    get("threads:board", "in  ok  ok  ok  ok  2nd ok  ok  ok", "board.pk"),
    get("threads:write", "in  ok  403 404 404 2nd 404 404 404", "board.pk"),
    post("threads:write", "in  go  422 404 404 2nd 404 404 404", "board.pk", _THREAD),
    get("threads:thread", "in  ok  ok  ok  ok  2nd ok  ok  ok", "thread.pk"),
    get("threads:thread", "in  404 404 404 404 2nd 404 404 404", "withdrawn_post.thread.pk"),
    get("threads:reply", "in  ok  403 404 404 2nd 404 404 404", "thread.pk"),
    post("threads:reply", "in  go  422 404 404 2nd 404 404 404", "thread.pk", _WORDS),
    get("threads:post", "in  go  go  go  go  2nd go  go  go", "post.pk"),
    get("threads:post", "in  go  404 404 404 2nd 404 404 404", "hidden_post.pk"),
    get("threads:post", "in  404 404 404 404 2nd 404 404 404", "withdrawn_post.pk"),
    get("threads:withdraw", "in  ok  404 404 404 2nd 404 404 404", "own_post.pk"),
    post("threads:withdraw", "in  go  404 404 404 2nd 404 404 404", "own_post.pk"),
    get("threads:withdraw", "in  404 404 404 404 2nd 404 404 404", "post.pk"),
    post("threads:withdraw", "in  404 404 404 404 2nd 404 404 404", "post.pk"),
    get("inbox:list", "in  ok  ok  404 404 2nd 404 404 404"),
    get("inbox:conversation", "in  ok  404 404 404 2nd 404 404 404", "conversation.pk"),
    post("inbox:conversation", "in  go  404 404 404 2nd 404 404 404", "conversation.pk", _WORDS),
    get("flags:raise", "in  403 ok  404 404 2nd 404 404 404", "own_post.pk"),
    post("flags:raise", "in  403 go  404 404 2nd 404 404 404", "own_post.pk", _FLAG),
    get("flags:raise", "in  ok  ok  404 404 2nd 404 404 404", "unflagged_post.pk"),
    post("flags:raise", "in  go  go  404 404 2nd 404 404 404", "unflagged_post.pk", _FLAG),
    get("flags:raise", "in  404 404 404 404 2nd 404 404 404", "withdrawn_post.pk"),
    post("flags:raise", "in  404 404 404 404 2nd 404 404 404", "withdrawn_post.pk", _FLAG),
    get("flags:receipts", "in  ok  ok  404 404 2nd 404 404 404"),
    get("flags:receipt", "in  ok  404 404 404 2nd 404 404 404", "flag.pk"),
)
