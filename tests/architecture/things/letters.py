"""What is new for the member, and their private talks: one that goes on, and one that somebody asks for."""

from types import SimpleNamespace
from typing import Any

from forum.shaping.reading import SHAPED
from forum.updates.kinds import UpdateKind
from moderation.flags.models import Reason
from tests.architecture.world import As
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.private import make_ask, make_private, make_talk, settle
from tests.factories.threads import make_post
from tests.factories.updates import make_update


def build(world: Any) -> SimpleNamespace:
    """Private messages are on while this is built; in the world they are off again, as in a new place."""
    member = world.cast[As.MEMBER]
    joined_on = member.joined_on
    other, asks = make_account("Letter Quill"), make_account("Letter Vane")
    talk = make_talk(member, other)
    message = make_private(talk, other)
    settle(asks)
    asked, own = make_ask(asks, member), make_private(talk, member, "From me.")
    make_flag(member, make_private(talk, other, "A second line."), Reason.UNSURE)
    SHAPED.forget()
    member.joined_on = joined_on
    member.save(update_fields=["joined_on"])
    return SimpleNamespace(
        update=make_update(member, UpdateKind.LETTER, world.conversation.pk),
        talk=talk,
        asked=asked,
        message=message,
        own=own,
        post=make_post(other),
    )
