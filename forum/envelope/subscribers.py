"""What happens to an envelope when its owner leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from forum.envelope.services import forget_envelope


@within_transaction(AccountClosed)
def throw_it_away_unread(event: AccountClosed) -> None:
    forget_envelope(account_id=event.account_id)
