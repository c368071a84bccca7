from forum.accounts.permissions import Permission
from realtime import groups
from realtime.consumer import Consumer


class DeskConsumer(Consumer):
    """Tells an open desk that something came or went."""

    requires = Permission.DESK_OPEN
    flag_raised = Consumer.pass_on
    item_opened = Consumer.pass_on
    item_claimed = Consumer.pass_on
    item_released = Consumer.pass_on
    item_decided = Consumer.pass_on
    item_handed_on = Consumer.pass_on

    def audience(self) -> list[str]:
        return [groups.desk()]
