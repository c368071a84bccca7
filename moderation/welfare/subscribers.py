"""What welfare hears."""

from forum.core.events import within_transaction
from moderation.supervision.events import SupervisorNamed
from moderation.team.events import DutyAccountClosed, StandingForgotten
from moderation.welfare import services


@within_transaction(DutyAccountClosed)
def forget_what_was_theirs(event: DutyAccountClosed) -> None:
    services.forget_person(account_id=event.account_id)


@within_transaction(StandingForgotten)
def forget_their_leaving_too(event: StandingForgotten) -> None:
    services.forget_leaving(account_id=event.account_id)


@within_transaction(SupervisorNamed)
def look_whether_it_is_the_supporter(event: SupervisorNamed) -> None:
    services.tell_of_same_person(account_id=event.account_id, supervisor_id=event.supervisor_id)
