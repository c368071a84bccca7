"""What there is to learn, what somebody has of it, and what they practised."""

from types import SimpleNamespace
from typing import TYPE_CHECKING
from uuid import uuid4

from forum.core import clock
from moderation.training.made_up import Choice, Soon
from moderation.training.models import Completion
from moderation.training.services import complete, keep_answers, practise
from tests.factories.training import make_module

if TYPE_CHECKING:
    from tests.architecture.world import World


def build(world: "World") -> SimpleNamespace:
    from tests.architecture.world import As

    off_shift, manager = world.cast[As.OFF_SHIFT], world.cast[As.MANAGER]
    # Nobody's role needs them: the rows about the rota are not about learning.
    module = make_module(needs_talk=True, required_for=())
    closed = make_module("Put away", is_open=False, required_for=())
    check, thought = module.questions.order_by("position")
    keep_answers(actor=manager, module=module, answers={thought.pk: "Mine."})
    waiting = complete(actor=off_shift, module=module, answers={check.pk: 1, thought.pk: "Mine."}, talk_with=manager)
    assert waiting is not None
    Completion.objects.create(account=manager, module=closed, completed_on=clock.now().date())
    practice = practise(
        actor=off_shift, item="the-garden", choice=Choice.LEAVE, soon=Soon.GREEN, words="", submission=uuid4()
    )
    return SimpleNamespace(
        module=module, closed=closed, waiting=waiting, practice=practice, item="the-garden", nothing="no-such-item"
    )
