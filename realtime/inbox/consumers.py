from forum.accounts.permissions import Permission
from forum.inbox.events import LetterSent
from forum.private.events import PrivateWritten
from forum.updates.events import UpdateNoted
from realtime import groups
from realtime.consumer import Consumer


class InboxConsumer(Consumer):
    """Tells a member that there is something new in their messages."""

    requires = Permission.INBOX_OPEN
    hints = frozenset({LetterSent.name, PrivateWritten.name, UpdateNoted.name})

    def room_name(self) -> str:
        return groups.messages(self.account.pk)
