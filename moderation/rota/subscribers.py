"""What the rota hears."""

from forum.core import clock
from forum.core.events import within_transaction
from moderation.rota import services
from moderation.rota.services.absences import close_absences
from moderation.rota.services.calendars import forget_calendar
from moderation.rota.services.wishes import forget_wishes
from moderation.team.events import DutyAccountClosed


@within_transaction(DutyAccountClosed)
def free_their_places(event: DutyAccountClosed) -> None:
    services.free_places(account_id=event.account_id, now=clock.now())


@within_transaction(DutyAccountClosed)
def forget_their_calendar(event: DutyAccountClosed) -> None:
    forget_calendar(account_id=event.account_id)


@within_transaction(DutyAccountClosed)
def forget_their_wishes(event: DutyAccountClosed) -> None:
    forget_wishes(account_id=event.account_id)


@within_transaction(DutyAccountClosed)
def close_their_absences(event: DutyAccountClosed) -> None:
    close_absences(account_id=event.account_id, now=clock.now())
