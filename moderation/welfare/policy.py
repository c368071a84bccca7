"""Object rules of welfare: what is one's own is nobody else's, whoever they are."""

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows, rule
from forum.core.refusals import NotGranted, NotNow, Refusal
from moderation.welfare.models import Leaving, Supporter


@rule(Permission.SUPPORTER_NAME, Account)
def somebody_on_the_team_to_support(actor: Actor, account: Account) -> Refusal | None:
    return None if account.is_team and account.is_active else NotGranted()


@rule(Permission.SUPPORTER_READ, Supporter)
def the_two_of_them_or_who_names(actor: Actor, supporter: Supporter) -> Refusal | None:
    if allows(actor, Permission.SUPPORTER_NAME, SITE):
        return None
    return None if actor.id in (supporter.account_id, supporter.supporter_id) else NotGranted()


@rule(Permission.LEAVING_ARRANGE, Leaving)
def ones_own_leaving(actor: Actor, leaving: Leaving) -> Refusal | None:
    return None if leaving.account_id == actor.id else NotGranted()


@rule(Permission.LEAVING_READ, Leaving)
def the_two_of_a_leaving_or_who_thanks(actor: Actor, leaving: Leaving) -> Refusal | None:
    if allows(actor, Permission.LEAVING_THANK, SITE):
        return None
    return None if actor.id in (leaving.account_id, leaving.talk_with_id) else NotGranted()


@rule(Permission.LEAVING_TALK, Leaving)
def the_two_who_talk(actor: Actor, leaving: Leaving) -> Refusal | None:
    """What was said in it is for the two of them: no manager reads it who was not there."""
    if not leaving.wants_talk or leaving.talk_with_id is None:
        return NotGranted()
    return None if actor.id in (leaving.account_id, leaving.talk_with_id) else NotGranted()


@rule(Permission.LEAVING_THANK, Leaving)
def somebody_elses_leaving(actor: Actor, leaving: Leaving) -> Refusal | None:
    if leaving.account_id == actor.id:
        return NotNow("Somebody else writes these thanks, because they are for you.")
    return None
