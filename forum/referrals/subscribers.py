"""What happens to referrals when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from forum.referrals.services import forget_referrals


@within_transaction(AccountClosed)
def forget_what_they_asked(event: AccountClosed) -> None:
    forget_referrals(account_id=event.account_id)
