"""What chat does when somebody leaves."""

from forum.accounts.events import AccountClosed, AccountClosing
from forum.core.events import within_transaction
from forum.names.events import PseudonymChanged
from forum.rooms.services.leaving import forget_person
from forum.rooms.services.naming import keep_under
from forum.rooms.services.writing import withdraw_all_of


@within_transaction(AccountClosing)
def leave_every_room(event: AccountClosing) -> None:
    """From here on nothing more is written by whoever closes their account."""
    forget_person(account_id=event.account_id)


@within_transaction(AccountClosed)
def take_back_everything(event: AccountClosed) -> None:
    """Whoever closes their account takes every word along, leaves every room, and gives back the time they booked."""
    withdraw_all_of(account_id=event.account_id)
    forget_person(account_id=event.account_id)


@within_transaction(PseudonymChanged)
def keep_the_name_of_then(event: PseudonymChanged) -> None:
    """What was left under an earlier name stays under it, also what the team still looks at."""
    if event.former_id is not None:
        keep_under(account_id=event.account_id, former_id=event.former_id)
