"""What happens here because of what others did."""

from forum.core.events import within_transaction
from moderation.team.events import StandingForgotten
from moderation.training import services


@within_transaction(StandingForgotten)
def forget_learning_too(event: StandingForgotten) -> None:
    services.forget_learning(account_id=event.account_id)
