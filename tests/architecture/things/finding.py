"""What the member keeps and says: a thread they stepped back from, one they follow, a post they keep and answered."""

from types import SimpleNamespace
from typing import Any

from forum.threads.models import Feeling
from forum.threads.services.answering import react
from forum.threads.services.keeping import keep_post
from forum.threads.services.places import follow, step_back
from tests.factories.accounts import make_account
from tests.factories.threads import make_post


def build(world: Any) -> SimpleNamespace:
    """Two threads of somebody else's."""
    member, author = world.cast["member"], make_account("Wyn")
    resting, followed = make_post(author), make_post(author)
    step_back(actor=member, thread=resting.thread, rest="week")
    follow(actor=member, thread=followed.thread)
    keep_post(actor=member, post=followed)
    react(actor=member, post=followed, feeling=Feeling.HEAR)
    return SimpleNamespace(resting=resting.thread, followed=followed.thread)
