"""What threads do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from forum.names.events import PseudonymChanged
from forum.threads.services.naming import keep_under
from forum.threads.services.withdrawing import withdraw_all_of


@within_transaction(AccountClosed)
def take_back_everything(event: AccountClosed) -> None:
    """Whoever closes their account takes every word of theirs along."""
    withdraw_all_of(account_id=event.account_id)


@within_transaction(PseudonymChanged)
def leave_earlier_words_where_they_are(event: PseudonymChanged) -> None:
    """If they chose so, what they wrote until now stays under the name of then."""
    if event.former_id is not None:
        keep_under(account_id=event.account_id, former_id=event.former_id)
