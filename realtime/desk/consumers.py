from forum.accounts.permissions import Permission
from moderation.flags.events import FlagRaised
from moderation.review.events import ItemClaimed, ItemDecided, ItemHandedOn, ItemOpened, ItemReleased
from realtime import groups
from realtime.consumer import Consumer


class DeskConsumer(Consumer):
    """Tells an open desk that something came or went."""

    requires = Permission.DESK_OPEN
    hints = frozenset(
        event.name for event in (FlagRaised, ItemOpened, ItemClaimed, ItemReleased, ItemDecided, ItemHandedOn)
    )

    def room_name(self) -> str:
        return groups.desk()
