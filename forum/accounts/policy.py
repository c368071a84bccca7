"""Object rules for accounts."""

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, rule
from forum.core.refusals import NotGranted, Refusal


@rule(Permission.ACCOUNT_CLOSE, Account)
def ones_own_account(actor: Account, account: Account) -> Refusal | None:
    return None if actor.pk == account.pk else NotGranted()
