"""What the rota hears."""

from forum.core import clock
from forum.core.events import within_transaction
from moderation.rota import services
from moderation.team.events import DutyAccountClosed


@within_transaction(DutyAccountClosed)
def free_their_places(event: DutyAccountClosed) -> None:
    services.free_places(account_id=event.account_id, now=clock.now())
