"""The verbs of the inbox: the team writes to a member, the member answers, the service tells what was done."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted
from forum.core.throttle import spend
from forum.inbox.events import ConversationEnded, ConversationOpened, LetterSent, LettersRead
from forum.inbox.models import Conversation, Kind, Letter
from forum.inbox.policy import ConversationOver

ANSWERS_AN_HOUR = 40
_TITLE = "A message from the team"


@transaction.atomic
def open_conversation(*, actor: Account, member: Account) -> Conversation:
    """Begin a conversation with `member`."""
    authorize(actor, Permission.INBOX_SEND, member)
    return _open(member, actor)


@transaction.atomic
def write_to_member(
    *, actor: Account, member: Account, words: str, submission: UUID, conversation: Conversation | None = None
) -> Letter:
    """Write to `member`, in `conversation` or a new one. Nothing waits for an answer."""
    authorize(actor, Permission.INBOX_SEND, member)
    earlier = _earlier(actor, submission)
    if earlier:
        return earlier
    if conversation is None:
        conversation = _open(member, actor)
    if conversation.member_id != member.pk:
        raise NotGranted
    if conversation.is_over:
        raise ConversationOver
    return _add(conversation, words, kind=Kind.MESSAGE, writer=actor, from_team=True, submission=submission)


@transaction.atomic
def read_letters(*, actor: Account, conversation: Conversation) -> None:
    """The member opens the conversation. Nothing is kept of it here."""
    authorize(actor, Permission.INBOX_OPEN, SITE)
    publish(LettersRead(actor_id=actor.pk, conversation_id=conversation.pk, member_id=actor.pk))


@transaction.atomic
def answer(*, actor: Account, conversation: Conversation, words: str, submission: UUID) -> Letter:
    """The member writes back. The same form sent twice is one letter."""
    authorize(actor, Permission.INBOX_WRITE, conversation)
    earlier = _earlier(actor, submission)
    if earlier:
        return earlier
    spend("letter", str(actor.pk), limit=ANSWERS_AN_HOUR, per=timedelta(hours=1))
    return _add(conversation, words, kind=Kind.MESSAGE, writer=actor, from_team=False, submission=submission)


@transaction.atomic
def tell_step(*, member: Account, words: str, conversation: Conversation | None = None) -> Letter:
    """The service itself tells `member` in one plain line what was done about them."""
    if conversation is None:
        conversation = _open(member, None)
    if conversation.member_id != member.pk:
        raise NotGranted
    return _add(conversation, words, kind=Kind.STEP, writer=None, from_team=True, submission=uuid4())


@transaction.atomic
def end_conversation(*, conversation: Conversation) -> None:
    """From now on nobody reads new letters here. Ending twice is the same as once."""
    ended = Conversation.objects.filter(pk=conversation.pk, closed_at__isnull=True).update(closed_at=clock.now())
    if ended:
        conversation.refresh_from_db(fields=["closed_at"])
        publish(ConversationEnded(actor_id=None, conversation_id=conversation.pk, member_id=conversation.member_id))


@transaction.atomic
def forget_conversation(*, conversation: Conversation) -> None:
    """Delete a conversation and every letter in it: its time is over."""
    Conversation.objects.filter(pk=conversation.pk).delete()


def _open(member: Account, opened_by: Account | None) -> Conversation:
    now = clock.now()
    conversation = Conversation.objects.create(
        member=member, opened_by=opened_by, title=_TITLE, opened_at=now, last_letter_at=now
    )
    publish(
        ConversationOpened(
            actor_id=opened_by.pk if opened_by else None, conversation_id=conversation.pk, member_id=member.pk
        )
    )
    return conversation


def _earlier(actor: Account, submission: UUID) -> Letter | None:
    return Letter.objects.filter(writer=actor, submission=submission).first()


def _add(
    conversation: Conversation, words: str, *, kind: Kind, writer: Account | None, from_team: bool, submission: UUID
) -> Letter:
    letter = Letter.objects.create(
        conversation=conversation,
        kind=kind,
        writer=writer,
        from_team=from_team,
        words=words,
        written_at=clock.now_after(conversation.letters.aggregate(last=Max("written_at"))["last"]),
        submission=submission,
    )
    Conversation.objects.filter(pk=conversation.pk).update(last_letter_at=letter.written_at)
    publish(
        LetterSent(
            actor_id=writer.pk if writer else None,
            letter_id=letter.pk,
            conversation_id=conversation.pk,
            member_id=conversation.member_id,
        )
    )
    return letter
