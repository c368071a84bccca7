"""What threads do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from forum.threads.services.withdrawing import withdraw_all_of


@within_transaction(AccountClosed)
def take_back_everything(event: AccountClosed) -> None:
    """Whoever closes their account takes every word of theirs along."""
    withdraw_all_of(account_id=event.account_id)
