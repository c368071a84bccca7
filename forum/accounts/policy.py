"""Object rules for accounts."""

from forum.accounts.models import Account, PassKey, SignedIn
from forum.accounts.permissions import Permission, rule
from forum.core.refusals import NotGranted, Refusal


@rule(Permission.ACCOUNT_CLOSE, Account)
def ones_own_account(actor: Account, account: Account) -> Refusal | None:
    return None if actor.pk == account.pk else NotGranted()


@rule(Permission.ACCOUNT_CHANGE, SignedIn)
@rule(Permission.ACCOUNT_CHANGE, PassKey)
def ones_own(actor: Account, thing: SignedIn | PassKey) -> Refusal | None:
    return None if thing.account_id == actor.pk else NotGranted()
