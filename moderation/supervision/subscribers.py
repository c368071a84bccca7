"""What supervision hears."""

from forum.core.events import within_transaction
from moderation.supervision import services
from moderation.team.events import DutyAccountClosed


@within_transaction(DutyAccountClosed)
def forget_who_left(event: DutyAccountClosed) -> None:
    services.forget_person(account_id=event.account_id)
