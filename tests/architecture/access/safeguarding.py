"""Concerns and cases."""

from datetime import timedelta
from typing import Any

from forum.core import clock
from moderation.review.levels import Level
from moderation.safeguarding.choices import ChildrenAtRisk, Consent, TellFirst
from moderation.safeguarding.choices import Decision as CaseDecision
from tests.architecture.access.row import get, post
from tests.architecture.world import World


def _next_month(world: World) -> dict[str, Any]:
    return {"review_on": (clock.now() + timedelta(days=30)).date().isoformat()}


def _ask(world: World) -> dict[str, Any]:
    return {"colleague": str(world.off_call.pk), "question": "What would you do?"}


def _look_again(world: World) -> dict[str, Any]:
    return {**_next_month(world), "words": "They are well."}


_WORDS = {"words": "It was windy."}
_ADVICE = {"advice": "Ask them what they want."}
_CONSENT = {"consent": Consent.GIVEN}
_TOLD = {"tell_first": TellFirst.TOLD}
_LEVEL = {"level": Level.GREEN, "children_at_risk": ChildrenAtRisk.NO, "reason": "They are well."}
_DECISION = {"decision": CaseDecision.SUPPORT_HERE, "rationale": "They want to write.", "told_member": "We are here."}
_REASON = {"reason": "It cannot wait."}

ROWS = (
    get("safeguarding:board", "in  404 404 404 404 2nd ok  403 404"),
    get("safeguarding:live_board", "in  404 404 404 404 2nd ok  403 404"),
    get("safeguarding:concern", "in  404 404 404 404 2nd ok  404 404", "caseload.waiting.pk"),
    get("safeguarding:concern", "in  404 404 404 404 2nd go  404 404", "caseload.of_a_colleague.concern.pk"),
    post("safeguarding:acknowledge", "in  404 404 404 404 2nd go  404 404", "caseload.waiting.pk"),
    post("safeguarding:acknowledge", "in  404 404 404 404 2nd 409 404 404", "caseload.of_a_colleague.concern.pk"),
    get("safeguarding:case", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    get("safeguarding:case", "in  404 404 404 404 2nd ok  404 404", "caseload.closed.pk"),
    get("safeguarding:case", "in  404 404 404 404 2nd ok  404 404", "caseload.of_a_colleague.pk"),
    get("safeguarding:letters", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    get("safeguarding:note", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    post("safeguarding:note", "in  404 404 404 404 2nd go  404 404", "caseload.case.pk", _WORDS),
    post("safeguarding:note", "in  404 404 404 404 2nd 422 404 404", "caseload.closed.pk", _WORDS),
    post("safeguarding:note", "in  404 404 404 404 2nd 422 404 404", "caseload.of_a_colleague.pk", _WORDS),
    get("safeguarding:write", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    post("safeguarding:write", "in  404 404 404 404 2nd go  404 404", "caseload.case.pk", _WORDS),
    get("safeguarding:told", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    post("safeguarding:told", "in  404 404 404 404 2nd go  404 404", "caseload.case.pk", _TOLD),
    get("safeguarding:consent", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    post("safeguarding:consent", "in  404 404 404 404 2nd go  404 404", "caseload.case.pk", _CONSENT),
    get("safeguarding:level", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    post("safeguarding:level", "in  404 404 404 404 2nd go  404 404", "caseload.case.pk", _LEVEL),
    get("safeguarding:consult", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    post("safeguarding:consult", "in  404 404 404 404 2nd go  404 404", "caseload.case.pk", _ask),
    get("safeguarding:decide", "in  404 404 404 404 2nd ok  404 404", "caseload.case.pk"),
    post("safeguarding:decide", "in  404 404 404 404 2nd go  404 404", "caseload.case.pk", _DECISION),
    get("safeguarding:close", "in  404 404 404 404 2nd ok  404 404", "caseload.decided.pk"),
    post("safeguarding:close", "in  404 404 404 404 2nd go  404 404", "caseload.decided.pk", _next_month),
    post("safeguarding:close", "in  404 404 404 404 2nd 422 404 404", "caseload.case.pk", _next_month),
    get("safeguarding:look_again", "in  404 404 404 404 2nd 403 404 404", "caseload.closed.pk"),
    get("safeguarding:look_again", "in  404 404 404 404 2nd ok  404 404", "caseload.due_again.pk"),
    post("safeguarding:look_again", "in  404 404 404 404 2nd go  404 404", "caseload.due_again.pk", _look_again),
    post("safeguarding:look_again", "in  404 404 404 404 2nd 422 404 404", "caseload.closed.pk", _look_again),
    get("safeguarding:take_over", "in  404 404 404 404 2nd ok  404 404", "caseload.of_a_colleague.pk"),
    post("safeguarding:take_over", "in  404 404 404 404 2nd go  404 404", "caseload.of_a_colleague.pk", _REASON),
    post("safeguarding:take_over", "in  404 404 404 404 2nd 422 404 404", "caseload.case.pk", _REASON),
    get("safeguarding:advise", "in  404 404 404 404 2nd ok  404 404", "caseload.question.pk"),
    post("safeguarding:advise", "in  404 404 404 404 2nd go  404 404", "caseload.question.pk", _ADVICE),
    post("safeguarding:advise", "in  404 404 404 404 2nd 422 404 404", "caseload.asked_of_a_colleague.pk", _ADVICE),
)
