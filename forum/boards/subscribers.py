"""What boards do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.boards.services import forget_boards
from forum.core.events import within_transaction


@within_transaction(AccountClosed)
def forget_what_they_joined(event: AccountClosed) -> None:
    """Which boards somebody joined or put away goes with them."""
    forget_boards(account_id=event.account_id)
