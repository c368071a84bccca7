from forum.accounts.permissions import Permission
from realtime import groups
from realtime.consumer import Consumer


class InboxConsumer(Consumer):
    """Tells a member that there is something new in their messages."""

    requires = Permission.INBOX_OPEN
    letter_sent = Consumer.pass_on

    def audience(self) -> list[str]:
        return [groups.messages(self.account.pk)]
