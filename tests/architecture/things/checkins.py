"""A check-in of the member's, and a concern that came from another's."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from forum.checkins import services
from forum.checkins.models import Mood, Rhythm
from tests.architecture.world import As
from tests.factories.accounts import make_account
from tests.factories.threads import ready_to_write


def build(world: Any) -> SimpleNamespace:
    member, other = world.cast[As.MEMBER], make_account("Robin")
    ready_to_write(other)
    mine = services.set_rhythm(actor=member, rhythm=Rhythm.WEEKLY, look_after=3)
    theirs = services.set_rhythm(actor=other, rhythm=Rhythm.DAILY)
    services.answer(actor=other, check_in=theirs, mood=Mood.NOT_OK, words="A hard night.", submission=uuid4())
    return SimpleNamespace(mine=mine, theirs=theirs)
