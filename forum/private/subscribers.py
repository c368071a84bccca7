"""What private messages hear: somebody left, somebody does not want to meet somebody, somebody is called
otherwise."""

from forum.accounts.events import AccountClosed
from forum.blocks.events import MemberBlocked
from forum.core.events import within_transaction
from forum.names.events import PseudonymChanged
from forum.names.models import OtherName
from forum.private.services import forget_person, leave_under, stop_meeting


@within_transaction(AccountClosed)
def forget_their_talks(event: AccountClosed) -> None:
    forget_person(account_id=event.account_id)


@within_transaction(MemberBlocked)
def keep_the_two_apart(event: MemberBlocked) -> None:
    stop_meeting(account_id=event.account_id, other_id=event.blocked_id)


@within_transaction(PseudonymChanged)
def keep_the_name_they_were_known_by(event: PseudonymChanged) -> None:
    """Whose earlier words stay under the earlier name, their talks do too."""
    former = OtherName.objects.filter(pk=event.former_id).first() if event.former_id else None
    if former is not None:
        leave_under(account_id=event.account_id, former=former)
