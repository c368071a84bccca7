"""Deleting what was said in a session when its time is over."""

from uuid import UUID

from django.db import transaction

from forum.core import clock
from forum.core.events import publish
from forum.rooms.events import ChatEmptied
from forum.rooms.models import Attendance, Call, Channel, ChatSession, Message, MessageState

# What is needed to understand a message that somebody flagged.
BEFORE, AFTER = 3, 2


@transaction.atomic
def empty_session(*, session_id: UUID) -> int:
    """Delete the messages of a session, who came, and who called; how many rows that were. What somebody flagged stays
    for the team with a few words around it, until nothing about it is open any more. May be asked again and again."""
    session = ChatSession.objects.select_for_update().get(pk=session_id)
    kept = _kept(session_id)
    deleted = Call.objects.filter(session=session).delete()[0]
    deleted += Message.objects.filter(session=session).exclude(pk__in=kept).delete()[0]
    # A private word that was flagged is still a word with somebody.
    with_somebody = Message.objects.filter(pk__in=kept, aside__isnull=False).values("aside")
    deleted += Attendance.objects.of_members().filter(session=session).exclude(pk__in=with_somebody).delete()[0]
    if session.emptied_at is None:
        session.emptied_at, session.member, session.host_words = clock.now(), None, ""
        session.save(update_fields=["emptied_at", "member", "host_words"])
        publish(ChatEmptied(actor_id=None, session_id=session_id))
    return deleted


@transaction.atomic
def forget_session(*, session_id: UUID) -> None:
    """Delete a session whose time in the log is over, with whoever held it."""
    ChatSession.objects.filter(pk=session_id).delete()


def _kept(session_id: UUID) -> set[UUID]:
    rows = Message.objects.filter(session_id=session_id)
    flagged = list(rows.filter(is_flagged=True))
    kept = {message.pk for message in flagged}
    room = rows.filter(channel=Channel.ROOM).exclude(state=MessageState.WITHDRAWN)  # Nothing is left in those to read.
    for message in flagged:
        if message.channel != Channel.ROOM:
            continue  # Of what was said in private, only what they asked us to look at.
        kept |= set(room.filter(number__lt=message.number).order_by("-number").values_list("pk", flat=True)[:BEFORE])
        kept |= set(room.filter(number__gt=message.number).order_by("number").values_list("pk", flat=True)[:AFTER])
    return kept
