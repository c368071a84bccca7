"""What drafts do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from forum.drafts.services import forget_drafts_of


@within_transaction(AccountClosed)
def forget_what_was_not_sent(event: AccountClosed) -> None:
    """What somebody wrote and never sent goes with them."""
    forget_drafts_of(account_id=event.account_id)
