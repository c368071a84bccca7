"""Names, whom somebody does not meet, taking everything back, and the envelope."""

from tests.architecture.access.row import get, post
from tests.factories.accounts import PASS_PHRASE

_NAME = {"name": "Steady Otter", "earlier": "follow"}
_MEMBERS = "in  ok  ok  404 404 2nd 404 404 404"
_DONE = "in  go  go  404 404 2nd 404 404 404"
_REASON = {"reason": "They may be in danger."}
_OWNER = "in  404 404 404 404 2nd ok  404 404"

ROWS = (
    get("names:change", _MEMBERS),
    post("names:change", _DONE, body=_NAME),
    get("export:mine", _MEMBERS),
    post("export:mine", "in  ok  ok  404 404 2nd 404 404 404", body={"kind": "data", "pass_phrase": PASS_PHRASE}),
    get("threads:block", _MEMBERS, "names.post.pk"),
    post("threads:block", _DONE, "names.post.pk"),
    get("threads:mute", _MEMBERS, "names.post.pk"),
    post("threads:mute", _DONE, "names.post.pk"),
    get("threads:withdraw_all", _MEMBERS),
    post("threads:withdraw_all", _DONE),
    # Somebody else's is taken back by nobody: it changes nothing, and tells nothing.
    post("blocks:unmute", _DONE, "names.mute.pk"),
    get("envelope:mine", _MEMBERS),
    post("envelope:mine", _DONE, body={"words": "A safe number."}),
    get("safeguarding:envelope", _OWNER, "caseload.case.pk"),
    post("safeguarding:envelope", "in  404 404 404 404 2nd 422 404 404", "caseload.case.pk", _REASON),
    get("safeguarding:agree", "in  404 404 404 404 2nd ok  ok  404", "names.asked_by_a_colleague.pk"),
    post("safeguarding:agree", "in  404 404 404 404 2nd go  go  404", "names.asked_by_a_colleague.pk"),
    # Nobody agrees with themselves.
    post("safeguarding:agree", "in  404 404 404 404 2nd 404 go  404", "names.asked.pk"),
)
