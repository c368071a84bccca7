"""What names do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from forum.names.services import forget_names


@within_transaction(AccountClosed)
def forget_other_names(event: AccountClosed) -> None:
    """Which names were one person is nobody's to know, ours neither. The names stay taken."""
    forget_names(account_id=event.account_id)
