"""What chat does when somebody leaves."""

from forum.accounts.events import AccountClosed, AccountClosing
from forum.core.events import within_transaction
from forum.rooms.services.leaving import forget_person
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
