"""Who signs stages off: leads and managers, never their own. To lead and back from it, managers alone."""

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, Role, Stage, allows, rule
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.ladder.models import Step


class OnesOwnStage(NotNow):
    """Nobody signs their own stage off."""

    code = "ones_own_stage"
    message = "Somebody else signs your stage off: a lead or a manager. You can go back a stage yourself at any time."


class OnlyAManager(NotNow):
    """Leads sign off up to solo."""

    code = "only_a_manager"
    message = "Only a manager changes who leads. Please ask one of them."


@rule(Permission.STAGE_READ, Step)
def ones_own_step_or_whoever_signs(actor: Actor, step: Step) -> Refusal | None:
    return None if step.account_id == actor.id or allows(actor, Permission.STAGE_CHANGE, SITE) else NotGranted()


@rule(Permission.STAGE_CHANGE, Account)
def somebody_elses_stage(actor: Actor, account: Account) -> Refusal | None:
    if not account.is_team or not account.is_active:
        return NotGranted()
    return OnesOwnStage() if account.pk == actor.id else None


@rule(Permission.STAGE_GO_BACK, Account)
def ones_own_stage(actor: Actor, account: Account) -> Refusal | None:
    return None if account.pk == actor.id and account.is_team else NotGranted()


def why_not_between(actor: Actor, before: Stage, after: Stage) -> Refusal | None:
    """Why `actor` may not take somebody from one stage to the other, although they may change stages."""
    return OnlyAManager() if Stage.LEAD in (before, after) and actor.role != Role.MANAGER else None
