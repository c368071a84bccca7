"""What the rota hears."""

from forum.core import clock
from forum.core.events import within_transaction
from moderation.rota import services
from moderation.rota.services.calendars import forget_calendar
from moderation.team.events import DutyAccountClosed


@within_transaction(DutyAccountClosed)
def free_their_places(event: DutyAccountClosed) -> None:
    services.free_places(account_id=event.account_id, now=clock.now())


@within_transaction(DutyAccountClosed)
def forget_their_calendar(event: DutyAccountClosed) -> None:
    forget_calendar(account_id=event.account_id)
