"""Steps on the ladder, and somebody whose next one can be signed off."""

from types import SimpleNamespace
from typing import TYPE_CHECKING

from forum.accounts.permissions import Role, Stage
from moderation.ladder.services import sign_off
from tests.factories.accounts import make_account

if TYPE_CHECKING:
    from tests.architecture.world import World


def build(world: "World") -> SimpleNamespace:
    from tests.architecture.world import As

    learner = make_account("Pip", Role.MODERATOR, stage=Stage.TRAINEE)
    step = sign_off(actor=world.cast[As.MANAGER], account=learner, to=Stage.SHADOW, words="Two years elsewhere.")
    return SimpleNamespace(learner=learner, step=step)
