"""Who may what: the one table. A rule for a kind of object lives in that app's `policy.py` and registers itself here.

`allows` is yes only if the actor's account is open, the role is granted the permission, a team role has shown its
second factor, and the rule for the target agrees. A target without a rule is a mistake in the program, never a yes.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Protocol, TypeVar
from uuid import UUID

from forum.core.refusals import NotGranted, NotNow, Refusal


class Role(StrEnum):
    """What somebody is here as."""

    VISITOR = "visitor"
    MEMBER = "member"
    MODERATOR = "moderator"
    PRACTITIONER = "practitioner"
    MANAGER = "manager"
    SYSTEM = "system"


TEAM = frozenset({Role.MODERATOR, Role.PRACTITIONER, Role.MANAGER})


class Permission(StrEnum):
    """Everything anybody may be allowed to do, as `resource.action`."""

    ACCOUNT_CLOSE = "account.close"
    AUDIT_READ = "audit.read"
    BOARD_READ = "board.read"
    CASE_ADVISE = "case.advise"
    CASE_CLOSE = "case.close"
    CASE_CONSULT = "case.consult"
    CASE_DECIDE = "case.decide"
    CASE_READ = "case.read"
    CASE_REVIEW = "case.review"
    CASE_TAKE_OVER = "case.take_over"
    CASE_WRITE = "case.write"
    CONCERN_ACKNOWLEDGE = "concern.acknowledge"
    CONCERN_READ = "concern.read"
    CONCERNS_OPEN = "concerns.open"
    DESK_OPEN = "desk.open"
    DIRECTORY_CHECK = "directory.check"
    FLAG_ANSWER = "flag.answer"
    FLAG_RAISE = "flag.raise"
    FLAG_READ = "flag.read"
    INBOX_OPEN = "inbox.open"
    INBOX_READ = "inbox.read"
    INBOX_SEND = "inbox.send"
    INBOX_WRITE = "inbox.write"
    ITEM_BRING_BACK = "item.bring_back"
    ITEM_CLAIM = "item.claim"
    ITEM_DECIDE = "item.decide"
    ITEM_HAND_ON = "item.hand_on"
    ITEM_READ = "item.read"
    ITEM_RELEASE = "item.release"
    NOTICE_ACKNOWLEDGE = "notice.acknowledge"
    NOTICE_PUBLISH = "notice.publish"
    POST_HIDE = "post.hide"
    POST_READ = "post.read"
    POST_SHOW = "post.show"
    POST_WITHDRAW = "post.withdraw"
    POST_WRITE = "post.write"
    PROFILE_SET = "profile.set"
    SHIFT_PLAN = "shift.plan"
    SHIFT_READ = "shift.read"
    SHIFT_SIGN_ON = "shift.sign_on"
    TEAM_CLOSE = "team.close"
    TEAM_INVITE = "team.invite"
    TEAM_READ = "team.read"
    THREAD_READ = "thread.read"
    THREAD_WRITE = "thread.write"


_P = Permission
_READING = {_P.BOARD_READ, _P.THREAD_READ, _P.POST_READ, _P.PROFILE_SET}
_ON_SHIFT = {_P.SHIFT_READ, _P.SHIFT_SIGN_ON, _P.TEAM_READ}

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.VISITOR: frozenset(),
    Role.MEMBER: frozenset(
        _READING
        | {
            _P.ACCOUNT_CLOSE, _P.NOTICE_ACKNOWLEDGE, _P.THREAD_WRITE, _P.POST_WRITE, _P.POST_WITHDRAW, _P.FLAG_RAISE,
            _P.FLAG_READ, _P.INBOX_OPEN, _P.INBOX_READ, _P.INBOX_WRITE,
        }
    ),
    Role.MODERATOR: frozenset(
        _READING
        | _ON_SHIFT
        | {
            _P.DESK_OPEN, _P.ITEM_READ, _P.ITEM_CLAIM, _P.ITEM_RELEASE, _P.ITEM_DECIDE, _P.ITEM_HAND_ON, _P.FLAG_READ,
            _P.ITEM_BRING_BACK, _P.FLAG_ANSWER, _P.POST_HIDE, _P.POST_SHOW,
        }
    ),
    Role.PRACTITIONER: frozenset(
        _READING
        | _ON_SHIFT
        | {
            _P.CONCERNS_OPEN, _P.CONCERN_READ, _P.CONCERN_ACKNOWLEDGE, _P.CASE_READ, _P.CASE_WRITE, _P.CASE_CONSULT,
            _P.CASE_ADVISE, _P.CASE_DECIDE, _P.CASE_CLOSE, _P.CASE_REVIEW, _P.CASE_TAKE_OVER, _P.INBOX_READ,
            _P.INBOX_SEND, _P.FLAG_READ, _P.FLAG_ANSWER,
        }
    ),
    Role.MANAGER: frozenset(
        _READING
        | _ON_SHIFT
        | {_P.SHIFT_PLAN, _P.TEAM_INVITE, _P.TEAM_CLOSE, _P.NOTICE_PUBLISH, _P.DIRECTORY_CHECK, _P.AUDIT_READ}
    ),
    # The service itself: the steward's chores and starter content.
    Role.SYSTEM: frozenset({_P.NOTICE_PUBLISH, _P.TEAM_INVITE, _P.DIRECTORY_CHECK, _P.ITEM_RELEASE, _P.FLAG_ANSWER}),
}  # fmt: skip


class Actor(Protocol):
    """Whoever asks: an account, the visitor, or the service itself."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def role(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    def is_verified(self) -> bool: ...


class Site:
    """The target of a permission that is about no object."""


SITE = Site()


class SecondFactorNeeded(NotNow):
    """A team member who has not shown their second factor in this session."""

    code = "second_factor"
    message = "This part is for the team. Enter the code from your second factor first."
    next_step = "accounts:second_factor"


Rule = Callable[[Any, Any], Refusal | None]
R = TypeVar("R", bound=Rule)
_RULES: dict[tuple[Permission, type], Rule] = {}


def rule(permission: Permission, target: type) -> Callable[[R], R]:
    """Register the rule that decides `permission` for objects of the class `target`. It answers None for yes."""

    def register(function: R) -> R:
        key = (permission, target)
        if key in _RULES:
            raise TypeError(f"{permission} has two rules for {target.__name__}.")
        _RULES[key] = function
        return function

    return register


def refusal_for(actor: Actor, permission: Permission, target: object) -> Refusal | None:
    """Why `actor` may not, or None if they may."""
    if not actor.is_active or permission not in GRANTS[Role(actor.role)]:
        return NotGranted()
    if actor.role in TEAM and not actor.is_verified():
        return SecondFactorNeeded()
    # Not type(): whoever sent a request arrives wrapped, and the wrapper tells the class of what is inside.
    kind = target.__class__
    found = _RULES.get((permission, kind))
    if found is None:
        if target is SITE:
            return None
        raise LookupError(f"{permission} has no rule for {kind.__name__}.")
    return found(actor, target)


def allows(actor: Actor, permission: Permission, target: object) -> bool:
    """May `actor` do this to `target`?"""
    return refusal_for(actor, permission, target) is None


def authorize(actor: Actor, permission: Permission, target: object) -> None:
    """Let the caller go on, or raise the Refusal that says why not."""
    refusal = refusal_for(actor, permission, target)
    if refusal is not None:
        raise refusal


def rules() -> Mapping[tuple[Permission, type], Rule]:
    """Every registered rule, for the tests that hold this table together."""
    return _RULES
