"""Who gets what at every address: the whole surface of the site on one page.

A row is a method, a route, what each of the nine comers gets (the columns, in the order of `world.As`), what stands in
the address, and the form. Forms are sent as the page would send them, with a token of the sender's own, so that "go"
means that it was done.

    ok   the page                           in   asked to sign in first
    go   done, or sent on to another page   404  there is nothing here, as far as they can know
    422  the form again, with a reason      403  not now, with a reason and what would change it
    409  somebody was quicker               204  heard, nothing to show
    2nd  asked for the second factor first

A route that takes only GET has no POST row, and the test sees that it answers 405 then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import Any

from forum.accounts.actors import Actor
from forum.accounts.permissions import Role
from forum.core import clock
from forum.core.submission import new_token
from moderation.flags.models import Reason
from moderation.review.levels import Level
from moderation.review.models import Decision
from moderation.safeguarding.choices import ChildrenAtRisk, Consent, TellFirst
from moderation.safeguarding.choices import Decision as CaseDecision
from tests.architecture.world import World
from tests.factories.accounts import PASS_PHRASE

Body = Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """One method at one address, and what each comer gets. `target` is the path to it in the world ("" for none)."""

    method: str
    route: str
    outcomes: tuple[str, ...]
    target: str
    body: Body | Mapping[str, Any]

    def args(self, world: World) -> tuple[Any, ...]:
        """What stands in the address."""
        return (attrgetter(self.target)(world),) if self.target else ()

    def form(self, world: World, actor: Actor) -> dict[str, Any]:
        """The fields that `actor` sends, with a token of their own."""
        return {"submission": new_token(actor), **(self.body(world) if callable(self.body) else self.body)}


def get(route: str, outcomes: str, target: str = "") -> Row:
    return Row("GET", route, _nine(outcomes), target, {})


def post(route: str, outcomes: str, target: str = "", body: Body | Mapping[str, Any] | None = None) -> Row:
    return Row("POST", route, _nine(outcomes), target, body or {})


def _nine(outcomes: str) -> tuple[str, ...]:
    words = tuple(outcomes.split())
    return words * 9 if len(words) == 1 else words


def _tomorrow(world: World) -> dict[str, Any]:
    day = (clock.now() + timedelta(days=1)).date()
    return {"day": day.isoformat(), "starts": "18:00", "ends": "22:00"}


def _next_month(world: World) -> dict[str, Any]:
    return {"review_on": (clock.now() + timedelta(days=30)).date().isoformat()}


def _ask(world: World) -> dict[str, Any]:
    return {"colleague": str(world.off_call.pk), "question": "What would you do?"}


def _look_again(world: World) -> dict[str, Any]:
    return {**_next_month(world), "words": "They are well."}


_WORDS = {"words": "It was windy."}
_NEW_PHRASE = {"pass_phrase": PASS_PHRASE, "pass_phrase_again": PASS_PHRASE}
_JOINING = {"pseudonym": "Quiet Heron", "word": "river", "adult": "on", **_NEW_PHRASE}
_WELCOME = {"duty_name": "Birch", "word": "birch", **_NEW_PHRASE}
_SIGNING_IN = {"sign_in_name": "ben-1000", "pass_phrase": PASS_PHRASE}
_REPORT = {"anything": "at all"}
_PHRASE = {"pass_phrase": PASS_PHRASE}
_RECOVERING = {"phrase": "twelve words that nobody has", "word": "river", **_NEW_PHRASE}
_CODE = {"code": "000000"}
_VERSION = {"version": "1"}
_DEFAULTS = {"all": "default"}
_THREAD = {"title": "A walk", **_WORDS}
_ADVICE = {"advice": "Ask them what they want."}
_INVITE = {"role": Role.MODERATOR}
_FLAG = {"reason": Reason.UNSURE}
_HIDE = {"decision": Decision.HIDE, "reason": "It could tell who you are."}
_HAND_ON = {"level": Level.AMBER, "note": ""}
_CONSENT = {"consent": Consent.GIVEN}
_TOLD = {"tell_first": TellFirst.TOLD}
_LEVEL = {"level": Level.GREEN, "children_at_risk": ChildrenAtRisk.NO, "reason": "They are well."}
_DECISION = {"decision": CaseDecision.SUPPORT_HERE, "rationale": "They want to write.", "told_member": "We are here."}
_REASON = {"reason": "It cannot wait."}

# The columns: visitor, member, newcomer, moderator on shift, off shift, without a second factor, practitioner on call,
# off call, manager. One word stands for all nine.
PUBLIC = (
    get("core:health", "ok"),
    get("core:style", "ok"),
    post("core:csp_report", "204", body=_REPORT),
    get("support:home", "ok  go  go  go  go  go  go  go  go"),
    get("support:help", "ok"),
    get("support:about", "ok"),
    get("support:who_reads", "ok"),
    get("support:safety", "ok"),
    get("support:guidelines", "ok"),
    get("support:held", "ok"),
    get("confidentiality:limits", "ok"),
    get("confidentiality:version", "ok", "version"),
    get("rota:cover", "ok"),
)

ACCOUNTS = (
    get("accounts:join", "ok  go  go  go  go  go  go  go  go"),
    post("accounts:join", "go", body=_JOINING),
    get("accounts:sign_in", "ok  go  go  go  go  go  go  go  go"),
    post("accounts:sign_in", "go", body=_SIGNING_IN),
    get("accounts:recover", "ok"),
    post("accounts:recover", "422", body=_RECOVERING),
    get("accounts:leave", "go"),
    post("accounts:leave", "go"),
    post("accounts:sign_out", "in  go  go  go  go  go  go  go  go"),
    get("accounts:phrase", "in  go  go  go  go  2nd go  go  go"),
    post("accounts:phrase", "in  go  go  go  go  2nd go  go  go"),
    get("accounts:close", "in  ok  ok  404 404 2nd 404 404 404"),
    post("accounts:close", "in  go  go  404 404 2nd 404 404 404", body=_PHRASE),
    get("accounts:closed", "ok"),
    get("accounts:second_factor", "in  404 404 ok  ok  ok  ok  ok  ok"),
    post("accounts:second_factor", "in  404 404 422 422 422 422 422 422", body=_CODE),
)

MEMBERS = (
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

DESK = (
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
)

SAFEGUARDING = (
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

TEAM = (
    get("rota:shifts", "in  404 404 ok  ok  2nd ok  ok  ok"),
    get("rota:plan_shift", "in  404 404 404 404 2nd 404 404 ok"),
    post("rota:plan_shift", "in  404 404 404 404 2nd 404 404 go", body=_tomorrow),
    get("rota:change_shift", "in  404 404 404 404 2nd 404 404 ok", "coming_place.shift_id"),
    post("rota:change_shift", "in  404 404 404 404 2nd 404 404 go", "coming_place.shift_id"),
    post("rota:remove_shift", "in  404 404 404 404 2nd 404 404 go", "coming_place.shift_id"),
    post("rota:sign_on", "in  404 404 go  404 2nd 404 404 404", "place.pk"),
    post("rota:sign_on", "in  404 404 403 404 2nd 404 404 404", "coming_place.pk"),
    post("rota:sign_off", "in  404 404 go  404 2nd 404 404 404", "place.pk"),
    get("team:list", "in  404 404 ok  ok  2nd ok  ok  ok"),
    post("team:invite", "in  404 404 404 404 2nd 404 404 go", body=_INVITE),
    get("team:link", "in  404 404 404 404 2nd 404 404 go"),
    post("team:withdraw", "in  404 404 404 404 2nd 404 404 go", "invitation.pk"),
    get("team:close", "in  404 404 404 404 2nd 404 404 ok", "off_call.pk"),
    post("team:close", "in  404 404 404 404 2nd 404 404 go", "off_call.pk"),
    get("team:sign_in_name", "in  2nd 2nd 2nd 2nd 2nd 2nd 2nd 2nd"),
    post("team:sign_in_name", "in  2nd 2nd 2nd 2nd 2nd 2nd 2nd 2nd"),
    get("team:welcome", "ok", "invitation_token"),
    post("team:welcome", "go", "invitation_token", _WELCOME),
    get("team:welcome", "404", "wrong_token"),
    post("team:welcome", "404", "wrong_token", _WELCOME),
    get("confidentiality:publish", "in  404 404 404 404 2nd 404 404 ok"),
    post("confidentiality:publish", "in  404 404 404 404 2nd 404 404 go", body=_WORDS),
    get("support:directory", "in  404 404 404 404 2nd 404 404 ok"),
    post("support:check", "in  404 404 404 404 2nd 404 404 go", "line.pk"),
    get("audit:trail", "in  404 404 404 404 2nd 404 404 ok"),
)

ROWS = (*PUBLIC, *ACCOUNTS, *MEMBERS, *DESK, *SAFEGUARDING, *TEAM)

# A socket is kept ("ok"), or closed with 4401 (nobody is signed in) or 4403 (not theirs, or not now).
SOCKETS = {
    "ws/desk/": "4401 4403 4403 ok   4403 4403 4403 4403 4403",
    "ws/concerns/": "4401 4403 4403 4403 4403 4403 ok   4403 4403",
    "ws/messages/": "4401 ok   ok   4403 4403 4403 4403 4403 4403",
}
