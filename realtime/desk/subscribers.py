from typing import Any

from forum.core.events import after_commit
from moderation.flags.events import FlagRaised
from moderation.review.events import ItemClaimed, ItemDecided, ItemHandedOn, ItemOpened, ItemReleased
from realtime import broadcast, groups

_OF_AN_ITEM: tuple[type[Any], ...] = (ItemOpened, ItemClaimed, ItemReleased, ItemDecided, ItemHandedOn)


@after_commit(FlagRaised)
def tell_the_desk_of_a_flag(event: FlagRaised) -> None:
    broadcast.hint(groups.desk(), event, flag=event.flag_id)


def tell_the_desk_of_an_item(event: ItemOpened | ItemClaimed | ItemReleased | ItemDecided | ItemHandedOn) -> None:
    broadcast.hint(groups.desk(), event, item=event.item_id)


for _event in _OF_AN_ITEM:
    after_commit(_event)(tell_the_desk_of_an_item)
