"""Stages: one's own, everybody's, and signing off."""

from tests.architecture.access.row import get, post

_ON, _BACK = {"to": "paired", "words": "Two years elsewhere."}, {"to": "trainee", "words": "We talked."}

ROWS = (
    get("ladder:mine", "in  404 404 ok  ok  2nd ok  ok  ok"),
    post("ladder:go_back", "in  404 404 go  go  2nd go  go  go ", body={"to": "paired"}),
    get("ladder:everybody", "in  404 404 403 403 2nd 403 403 ok"),
    get("ladder:person", "in  404 404 403 403 2nd 403 403 ok", "ladder.learner.pk"),
    get("ladder:sign_off", "in  404 404 403 403 2nd 403 403 ok", "ladder.learner.pk"),
    post("ladder:sign_off", "in  404 404 403 403 2nd 403 403 go", "ladder.learner.pk", _ON),
    get("ladder:step_back", "in  404 404 403 403 2nd 403 403 ok", "ladder.learner.pk"),
    post("ladder:step_back", "in  404 404 403 403 2nd 403 403 go", "ladder.learner.pk", _BACK),
)
