"""Object rules for conversations."""

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, Role, rule
from forum.confidentiality.policy import notice_first
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.inbox.models import Conversation, Letter


class ConversationOver(NotNow):
    """Nobody reads new letters in this conversation."""

    code = "conversation_over"
    message = (
        "This conversation has ended, so nobody would read what you send here. "
        "If you need somebody now, these lines are open."
    )
    next_step = "support:help"


@rule(Permission.INBOX_READ, Conversation)
def ones_own_conversations(actor: Actor, conversation: Conversation) -> Refusal | None:
    if actor.role == Role.MEMBER:
        return None if conversation.member_id == actor.id else NotGranted()
    if conversation.opened_by_id == actor.id:
        return None
    wrote = conversation.letters.filter(from_team=True, writer_id=actor.id).exists()
    return None if wrote else NotGranted()


@rule(Permission.INBOX_READ, Letter)
def letters_of_ones_own_conversations(actor: Actor, letter: Letter) -> Refusal | None:
    return ones_own_conversations(actor, letter.conversation)


@rule(Permission.INBOX_WRITE, Conversation)
def the_member_it_is_with_answers(actor: Account, conversation: Conversation) -> Refusal | None:
    if conversation.member_id != actor.pk:
        return NotGranted()
    return ConversationOver() if conversation.is_over else notice_first(actor)


@rule(Permission.INBOX_SEND, Account)
def members_receive_letters(actor: Account, member: Account) -> Refusal | None:
    if member.role == Role.MEMBER and member.is_active:
        return None
    return NotNow("This account is closed, so nobody would read your letter.")
