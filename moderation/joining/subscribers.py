"""What joining does when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.core.events import within_transaction
from moderation.joining.services import forget_applications, release_readings
from moderation.team.events import DutyAccountClosed


@within_transaction(AccountClosed)
def forget(event: AccountClosed) -> None:
    """Whoever closes their account takes their applications along."""
    forget_applications(account_id=event.account_id)


@within_transaction(DutyAccountClosed)
def free_what_was_not_read(event: DutyAccountClosed) -> None:
    release_readings(account_id=event.account_id)
