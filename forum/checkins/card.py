"""The quiet card on the page of boards, on a day on which somebody wanted to be asked."""

from dataclasses import dataclass

from forum.accounts.actors import Actor
from forum.accounts.permissions import Role
from forum.checkins.models import CheckIn
from forum.core import clock
from forum.core.submission import new_token
from forum.core.when import local


@dataclass(frozen=True)
class Card:
    """A card that is due. `token` makes an answer that is pressed twice count once."""

    token: str


def card_for(actor: Actor) -> Card | None:
    """The card of whoever asks, if their day has come. One question for a member, none for anybody else."""
    if actor.role != Role.MEMBER:
        return None
    due = CheckIn.objects.visible_to(actor).due(local(clock.now()).date()).exists()
    return Card(new_token(actor)) if due else None
