"""Conversations for tests, through the real services."""

from uuid import uuid4

from forum.accounts.models import Account
from forum.inbox.models import Conversation, Letter
from forum.inbox.services import answer, write_to_member
from tests.factories.threads import ready_to_write


def make_conversation(writer: Account, member: Account, words: str = "How are you today?") -> Conversation:
    """`writer` from the team has written to `member`."""
    conversation: Conversation = make_letter(writer, member, words).conversation
    return conversation


def make_letter(writer: Account, member: Account, words: str = "How are you today?") -> Letter:
    """The first letter of a new conversation."""
    return write_to_member(actor=writer, member=member, words=words, submission=uuid4())


def make_answer(conversation: Conversation, words: str = "A little better.") -> Letter:
    """The member writes back."""
    ready_to_write(conversation.member)
    return answer(actor=conversation.member, conversation=conversation, words=words, submission=uuid4())
