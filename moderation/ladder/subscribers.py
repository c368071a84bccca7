"""What happens here because of what others did."""

from forum.core.events import within_transaction
from moderation.ladder import services
from moderation.team.events import StandingForgotten


@within_transaction(StandingForgotten)
def forget_steps_too(event: StandingForgotten) -> None:
    services.forget_steps(account_id=event.account_id)
