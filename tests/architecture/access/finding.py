"""Finding and keeping: what members do with posts and threads for themselves, and the search."""

from tests.architecture.access.row import get, post

_MEMBERS = "in  ok  ok  404 404 2nd 404 404 404"
_DONE = "in  go  go  404 404 2nd 404 404 404"
_NOBODY = "in  404 404 404 404 2nd 404 404 404"
_EVERYBODY = "in  ok  ok  ok  ok  2nd ok  ok  ok"
_ASKED = {"words": "windy"}
_SAY = {"say": "hear"}

ROWS = (
    get("search:search", _EVERYBODY),
    post("search:search", "in  go  go  go  go  2nd go  go  go", body=_ASKED),
    get("threads:unanswered", _MEMBERS),
    post("threads:offer", _DONE, body={"offers": "1"}),
    get("threads:since", _MEMBERS),
    post("threads:keep_places", _DONE, body={"keeps": "0"}),
    get("threads:kept", _MEMBERS),
    get("threads:placed", _MEMBERS),
    post("threads:place", _DONE, "thread.pk", {"act": "follow"}),
    post("threads:place", _NOBODY, "withdrawn_post.thread.pk", {"act": "follow"}),
    get("threads:step_back", _MEMBERS, "thread.pk"),
    post("threads:step_back", _DONE, "thread.pk", {"rest": "day"}),
    get("threads:come_back", "in  ok  go  404 404 2nd 404 404 404", "finding.resting.pk"),
    post("threads:come_back", _DONE, "finding.resting.pk"),
    post("threads:react", _DONE, "post.pk", _SAY),
    post("threads:react", "in  404 go  404 404 2nd 404 404 404", "own_post.pk", _SAY),
    post("threads:react", _NOBODY, "withdrawn_post.pk", _SAY),
    post("threads:react", _NOBODY, "hidden_post.pk", _SAY),
    post("threads:keep", _DONE, "post.pk"),
    post("threads:keep", "in  go  404 404 404 2nd 404 404 404", "hidden_post.pk"),
    post("threads:keep", _NOBODY, "withdrawn_post.pk"),
)
