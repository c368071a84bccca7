"""What managers choose for each board, and what members do with boards, drafts and their own words."""

from tests.architecture.access.row import get, post

_SHAPE = {
    "name": "The long way round",
    "purpose": "For walks.",
    "detail": "some",
    "holds_newcomers": "never",
    "position": "3",
    "state": "open",
}
_MANAGER = "in  404 404 404 404 2nd 404 404 "
_MEMBERS_DO = "in  go  go  404 404 2nd 404 404 404"
_ONES_OWN = "in  ok  404 404 404 2nd 404 404 404"
_DONE = "in  go  404 404 404 2nd 404 404 404"
_DRAFT = {"words": "It was windy."}

ROWS = (
    get("boards:settings", _MANAGER + "ok"),
    post("boards:set", _MANAGER + "go", "board.pk", {"holds": "away"}),
    get("boards:new", _MANAGER + "ok"),
    post("boards:new", _MANAGER + "go", "", _SHAPE),
    get("boards:shape", _MANAGER + "ok", "board.pk"),
    post("boards:shape", _MANAGER + "go", "board.pk", _SHAPE),
    post("boards:join", _MEMBERS_DO, "spaces.corner.pk"),
    post("boards:join", "in  404 404 404 404 2nd 404 404 404", "board.pk"),
    post("boards:leave", _MEMBERS_DO, "spaces.joined.pk"),
    post("boards:put_away", _MEMBERS_DO, "board.pk", {"away": "1"}),
    get("threads:board", "in  ok  ok  ok  ok  2nd ok  ok  ok", "spaces.corner.pk"),
    get("threads:write", "in  403 403 404 404 2nd 404 404 404", "spaces.corner.pk"),
    get("threads:thread", "in  404 404 ok  ok  2nd ok  ok  ok", "spaces.in_corner.thread_id"),
    get("threads:thread", "in  ok  404 ok  ok  2nd ok  ok  ok", "spaces.in_joined.thread_id"),
    get("threads:write", "in  403 403 404 404 2nd 404 404 404", "spaces.closed.pk"),
    get("drafts:list", "in  ok  ok  404 404 2nd 404 404 404"),
    post(
        "drafts:keep", "in  ok  ok  404 404 2nd 404 404 404", "", lambda w: {"place": f"space:{w.board.pk}", **_DRAFT}
    ),
    post("drafts:forget", _MEMBERS_DO, "", lambda w: {"place": f"space:{w.board.pk}"}),
    get("threads:quote", "in  go  go  go  go  2nd go  go  go", "post.pk"),
    get("threads:edit", _ONES_OWN, "own_post.pk"),
    get("threads:edit", "in  404 404 404 404 2nd 404 404 404", "post.pk"),
    get("threads:edit", "in  403 404 404 404 2nd 404 404 404", "hidden_post.pk"),
    post("threads:edit", _DONE, "own_post.pk", _DRAFT),
    get("threads:versions", "in  ok  ok  ok  ok  2nd ok  ok  ok", "spaces.edited.pk"),
    get("threads:versions", "in  ok  404 ok  ok  2nd ok  ok  ok", "spaces.in_joined.pk"),
    post("threads:forget_versions", _DONE, "spaces.edited.pk"),
    get("threads:wish", _ONES_OWN, "own_post.thread_id"),
    post("threads:wish", _DONE, "own_post.thread_id", {"wish": "listen"}),
)
