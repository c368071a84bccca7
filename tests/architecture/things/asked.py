"""What the desk has to do with a chat that somebody else holds: messages that the member asked the team to look at."""

from types import SimpleNamespace
from typing import Any

from forum.accounts.permissions import Role
from moderation.flags.models import Reason
from moderation.review.models import Decision, Item
from moderation.review.services import decide
from tests.factories.accounts import make_account
from tests.factories.flags import make_flag
from tests.factories.review import make_claimed_item
from tests.factories.rooms import attend, open_session_for, write


def build(world: Any) -> SimpleNamespace:
    """One message waits, the moderator on shift holds one, and decided two: left one, hid one."""
    moderator, member = world.cast["moderator on shift"], world.cast["member"]
    author = make_account("Gus")
    session = open_session_for(make_account("Rey", Role.MODERATOR))
    for one in (author, member):
        attend(session, one)
    held, left, hidden = (make_claimed_item(member, write(session, author), moderator, Reason.UNSURE) for _ in range(3))
    flag = make_flag(member, write(session, author), Reason.UNSURE)
    return SimpleNamespace(
        flag=flag,
        open_item=Item.objects.get(message=flag.message),
        held_item=held,
        decided_item=decide(actor=moderator, item=left, decision=Decision.NO_ACTION),
        out_of_sight_item=decide(actor=moderator, item=hidden, decision=Decision.HIDE, reason="It names a street."),
    )
