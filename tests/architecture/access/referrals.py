"""Being put in touch: a member asks and follows it, practitioners carry it."""

from forum.core import clock
from forum.core.when import local
from forum.referrals.consent import NEWEST
from forum.referrals.models import ReferralOutcome
from tests.architecture.access.row import get, post
from tests.architecture.world import World

_ASK = {"words": "I would like to talk.", "reach": "Here.", "agrees": "on", "version": str(NEWEST)}
_ANSWER = {"words": "They can see you."}
_CLOSE = {"outcome": ReferralOutcome.IN_TOUCH}
_NOBODY = "in  404 404 404 404 2nd 404 404 404"


def _sent(world: World) -> dict[str, str]:
    return {"to_whom": "Intake", "words": "All of it.", "on": local(clock.now()).date().isoformat()}


ROWS = (
    get("referrals:mine", "in  ok  ok  404 404 2nd 404 404 404"),
    get("referrals:ask", "in  ok  403 404 404 2nd 404 404 404", "referrals.line.pk"),
    post("referrals:ask", "in  go  422 404 404 2nd 404 404 404", "referrals.line.pk", _ASK),
    get("referrals:ask", "in  403 403 404 404 2nd 404 404 404", "referrals.emergency.pk"),
    post("referrals:ask", "in  422 422 404 404 2nd 404 404 404", "referrals.emergency.pk", _ASK),
    get("referrals:one", "in  ok  404 404 404 2nd 404 404 404", "referrals.asked.pk"),
    get("referrals:one", _NOBODY, "referrals.theirs.pk"),
    get("referrals:withdraw", "in  ok  404 404 404 2nd 404 404 404", "referrals.asked.pk"),
    post("referrals:withdraw", "in  go  404 404 404 2nd 404 404 404", "referrals.asked.pk"),
    get("referrals:withdraw", "in  403 404 404 404 2nd 404 404 404", "referrals.sent.pk"),
    post("referrals:withdraw", "in  403 404 404 404 2nd 404 404 404", "referrals.sent.pk"),
    get("referring:list", "in  404 404 404 404 2nd ok  ok  404"),
    get("referring:one", "in  404 404 404 404 2nd ok  ok  404", "referrals.asked.pk"),
    get("referring:one", "in  404 404 404 404 2nd ok  404 404", "referrals.closed.pk"),
    get("referring:one", _NOBODY, "referrals.gone.pk"),
    post("referring:take", "in  404 404 404 404 2nd go  go  404", "referrals.asked.pk"),
    post("referring:sent", "in  404 404 404 404 2nd go  403 404", "referrals.theirs.pk", _sent),
    post("referring:sent", "in  404 404 404 404 2nd 403 403 404", "referrals.of_colleague.pk", _sent),
    post("referring:answer", "in  404 404 404 404 2nd go  403 404", "referrals.sent.pk", _ANSWER),
    post("referring:close", "in  404 404 404 404 2nd go  403 404", "referrals.sent.pk", _CLOSE),
    post("referring:close", "in  404 404 404 404 2nd 403 404 404", "referrals.closed.pk", _CLOSE),
)
