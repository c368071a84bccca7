from forum.core.events import after_commit
from forum.inbox.events import LetterSent
from forum.private.events import PrivateWritten
from forum.updates.events import UpdateNoted
from realtime import broadcast, groups


@after_commit(LetterSent)
def tell_the_member(event: LetterSent) -> None:
    """The member's own pages hear of both sides, so that a second window shows what the first one sent."""
    broadcast.hint(groups.messages(event.member_id), event, conversation=event.conversation_id)


@after_commit(UpdateNoted)
def tell_that_there_is_something_new(event: UpdateNoted) -> None:
    broadcast.hint(groups.messages(event.account_id), event)


@after_commit(PrivateWritten)
def tell_the_two(event: PrivateWritten) -> None:
    """Both sides, so that a second window shows what the first one sent; nobody across a block."""
    for account_id in (event.writer_id, event.reader_id):
        if account_id is not None:
            broadcast.hint(groups.messages(account_id), event, talk=event.talk_id)
