"""What filters do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from forum.warnings.services import forget_profile


@within_transaction(AccountClosed)
def forget_choices(event: AccountClosed) -> None:
    """What somebody chose to filter goes with them."""
    forget_profile(account_id=event.account_id)
