"""What acknowledgements do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.confidentiality.services import forget_acknowledgements
from forum.core.events import within_transaction


@within_transaction(AccountClosed)
def forget(event: AccountClosed) -> None:
    """What somebody read goes with them."""
    forget_acknowledgements(account_id=event.account_id)
