from forum.core.events import after_commit
from forum.inbox.events import LetterSent
from realtime import broadcast, groups


@after_commit(LetterSent)
def tell_the_member(event: LetterSent) -> None:
    """The member's own pages hear of both sides, so that a second window shows what the first one sent."""
    broadcast.hint(groups.messages(event.member_id), event, conversation=event.conversation_id)
