"""What check-ins do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.checkins.services import forget_check_in
from forum.core.events import within_transaction


@within_transaction(AccountClosed)
def forget(event: AccountClosed) -> None:
    forget_check_in(account_id=event.account_id)
