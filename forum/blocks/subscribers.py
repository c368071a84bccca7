"""What blocks do when somebody leaves."""

from forum.accounts.events import AccountClosed
from forum.blocks.services import follow_name, forget_blocks
from forum.core.events import within_transaction
from forum.names.events import PseudonymChanged
from forum.names.models import OtherName


@within_transaction(AccountClosed)
def forget_whom_they_did_not_meet(event: AccountClosed) -> None:
    """Whom somebody did not want to meet goes with them."""
    forget_blocks(account_id=event.account_id)


@within_transaction(PseudonymChanged)
def stay_with_the_name(event: PseudonymChanged) -> None:
    """Their words stay under the earlier name, and so do the wishes of others about it."""
    if event.former_id is not None:
        follow_name(account_id=event.account_id, former=OtherName.objects.get(pk=event.former_id))
