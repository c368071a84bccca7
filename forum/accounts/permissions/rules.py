"""How the table is asked. A rule for a kind of object lives in that app's `policy.py` and registers itself here."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext

from forum.accounts.permissions.table import GRANTS, OPENED_AT
from forum.accounts.permissions.words import TEAM, Permission, Role, Stage
from forum.core.refusals import NotGranted, NotNow, Refusal


class Actor(Protocol):
    """Whoever asks: an account, the visitor, or the service itself."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def role(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def is_active(self) -> bool: ...
    def is_verified(self) -> bool: ...


class StageNeeded(NotNow):
    """Somebody on the team whose stage does not open this yet."""

    code = "stage_needed"

    def __init__(self, stage: Stage) -> None:
        super().__init__(
            gettext(
                "This opens with the stage “{stage}”. Your page about your stage says what is still to "
                "come before that."
            ).format(stage=stage)
        )


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


def is_granted(actor: Actor, permission: Permission) -> bool:
    """Do the role and the stage of `actor` open this at all? Whether now and for which object, `allows` says."""
    return permission in GRANTS[Role(actor.role)] and _stage_needed(actor, permission) is None


def refusal_for(actor: Actor, permission: Permission, target: object) -> Refusal | None:
    """Why `actor` may not, or None if they may."""
    if not actor.is_active or permission not in GRANTS[Role(actor.role)]:
        return NotGranted()
    if actor.role in TEAM and not actor.is_verified():
        return SecondFactorNeeded()
    needed = _stage_needed(actor, permission)
    if needed is not None:
        return StageNeeded(needed)
    # Not type(): whoever sent a request arrives wrapped, and the wrapper tells the class of what is inside.
    kind = target.__class__
    found = _RULES.get((permission, kind))
    if found is None:
        if target is SITE:
            return None
        raise LookupError(f"{permission} has no rule for {kind.__name__}.")
    return found(actor, target)


def _stage_needed(actor: Actor, permission: Permission) -> Stage | None:
    """The stage that opens `permission`, if `actor` has not come to it."""
    needed = OPENED_AT.get(permission)
    short = needed is not None and actor.role in TEAM and Stage(actor.stage).rung < needed.rung
    return needed if short else None


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
