"""What blocks do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.blocks.services import forget_blocks
from forum.core.events import within_transaction


@within_transaction(AccountClosed)
def forget_whom_they_did_not_meet(event: AccountClosed) -> None:
    """Whom somebody did not want to meet goes with them."""
    forget_blocks(account_id=event.account_id)
