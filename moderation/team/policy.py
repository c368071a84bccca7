"""Object rules for the team: managers invite, close the duty accounts of others, and write down what is agreed."""

from forum.accounts.models import Account
from forum.accounts.permissions import Actor, Permission, Role, rule
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.team.models import Invitation, Standing


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


@rule(Permission.STANDING_READ, Standing)
@rule(Permission.LEGAL_NAME_READ, Standing)
def ones_own_or_any_for_managers(actor: Actor, standing: Standing) -> Refusal | None:
    return None if actor.role == Role.MANAGER or standing.account_id == actor.id else NotGranted()


@rule(Permission.STANDING_CHANGE, Account)
@rule(Permission.LEGAL_NAME_WRITE, Account)
def somebody_on_the_team_but_oneself(actor: Actor, account: Account) -> Refusal | None:
    """Whoever is the only manager has nobody else to ask."""
    if not account.is_team or not account.is_active:
        return NotGranted()
    others = Account.objects.filter(role=Role.MANAGER, is_active=True).exclude(pk=account.pk)
    if account.pk == actor.id and others.exists():
        return NotNow("What is agreed with you is written down by another manager, so that two people know of it.")
    return None
