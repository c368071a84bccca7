"""Object rules for the team: managers invite, and close the duty accounts of others."""

from forum.accounts.models import Account
from forum.accounts.permissions import Actor, Permission, rule
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.team.models import Invitation


@rule(Permission.TEAM_INVITE, Invitation)
def any_invitation(actor: Actor, invitation: Invitation) -> Refusal | None:
    return None


@rule(Permission.FACTOR_RESET, Account)
def somebody_elses_second_factor(actor: Actor, account: Account) -> Refusal | None:
    if not account.is_team or not account.is_active:
        return NotGranted()
    if account.pk == actor.id:
        return NotNow("Nobody takes their own second factor away. Please ask another manager.")
    return None


@rule(Permission.TEAM_CLOSE, Account)
def somebody_elses_duty_account(actor: Actor, account: Account) -> Refusal | None:
    if not account.is_team or not account.is_active:
        return NotGranted()
    if account.pk == actor.id:
        return NotNow("Nobody closes their own duty account. Please ask another manager.")
    return None
