"""Object rules for learning: everybody for themselves; leads and managers confirm what others learned, never their
own."""

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows, rule
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.training.models import Completion, Module, Practice


class OnesOwnTalk(NotNow):
    """Nobody confirms their own learning."""

    code = "ones_own_talk"
    message = "Somebody else writes this down for you: a lead or a manager with whom you talk it over."


@rule(Permission.MODULE_PUBLISH, Module)
def any_module(actor: Actor, module: Module) -> Refusal | None:
    return None


@rule(Permission.MODULE_READ, Module)
def an_open_module(actor: Actor, module: Module) -> Refusal | None:
    """Closed ones are for whoever writes them."""
    return None if module.is_open or allows(actor, Permission.MODULE_PUBLISH, SITE) else NotGranted()


@rule(Permission.MODULE_COMPLETE, Module)
def a_module_one_can_do(actor: Actor, module: Module) -> Refusal | None:
    return None if module.is_open else NotGranted()


@rule(Permission.COMPLETION_READ, Completion)
def ones_own_or_whoever_looks_after_it(actor: Actor, completion: Completion) -> Refusal | None:
    looks_after = allows(actor, Permission.MODULE_CONFIRM, SITE) or allows(actor, Permission.SHIFT_PLAN, SITE)
    return None if completion.account_id == actor.id or looks_after else NotGranted()


@rule(Permission.MODULE_CONFIRM, Completion)
def somebody_elses_completion(actor: Actor, completion: Completion) -> Refusal | None:
    return OnesOwnTalk() if completion.account_id == actor.id else None


@rule(Permission.MODULE_CONFIRM, Account)
def somebody_else_on_the_team(actor: Actor, account: Account) -> Refusal | None:
    if not account.is_team or not account.is_active:
        return NotGranted()
    return OnesOwnTalk() if account.pk == actor.id else None


@rule(Permission.PRACTICE_READ, Practice)
def ones_own_or_a_leads(actor: Actor, practice: Practice) -> Refusal | None:
    own = practice.account_id == actor.id
    return None if own or allows(actor, Permission.MODULE_CONFIRM, SITE) else NotGranted()
