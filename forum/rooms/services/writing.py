"""Writing in a session, and taking one's words back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, Subquery

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.confidentiality.models import Acknowledgement, Notice
from forum.confidentiality.policy import NoticeFirst
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted
from forum.core.text import clean, is_blank
from forum.core.throttle import spend
from forum.rooms.events import MessageWithdrawn, MessageWritten
from forum.rooms.ledger import next_revision
from forum.rooms.models import Attendance, Channel, ChatSession, Message, MessageState
from forum.rooms.policy import room_refusal
from forum.rooms.refusals import AsideClosed, Empty, NotInRoom, Slow, TooLong
from forum.warnings.taxonomy import BY_KEY

MOST_CHARACTERS = 2000
MESSAGES_A_MINUTE = 20


class _SentBefore(Exception):  # noqa: N818  (an answer, not a fault)
    """What is sent is there already; the number that was taken for it is given back."""

    def __init__(self, message_id: UUID) -> None:
        self.message_id = message_id


class _Place(NamedTuple):
    """Where somebody is who writes; `earlier` is what was made of the same submission, if anything."""

    attendance: Attendance
    earlier: UUID | None
    last_said_at: datetime | None
    knows_limits: bool


def write_message(
    *,
    actor: Account,
    session_id: UUID,
    words: str,
    warnings: Sequence[str],
    submission: UUID,
    channel: Channel = Channel.ROOM,
    aside_id: UUID | None = None,
) -> Message:
    """Say something to the room, to the other hosts, or aside. The same `submission` twice is one message. Three
    questions, however many people are there."""
    text = _sendable(words)
    kept = [key for key in BY_KEY if key in set(warnings)]
    try:
        return _write(actor, session_id, text, kept, submission, Channel(channel), aside_id)
    except _SentBefore as before:
        return Message.objects.get(pk=before.message_id)


@transaction.atomic
def withdraw_message(*, actor: Account, message: Message) -> None:
    """Take one's own words back, at once and everywhere. If somebody asked the team to look at them, the team keeps a
    sealed copy until it has. Asked for twice, the second changes nothing."""
    authorize(actor, Permission.MESSAGE_WITHDRAW, message)
    _withdraw(message.session_id, message.pk, actor.pk)


@transaction.atomic
def withdraw_all_of(*, account_id: UUID) -> None:
    """Take back every word of somebody who closed their account."""
    mine = Message.objects.filter(author_id=account_id).exclude(state=MessageState.WITHDRAWN)
    # One session after the other in one order, so that two who leave at once never wait in a circle.
    for session_id, message_id in mine.order_by("session_id", "number").values_list("session_id", "pk"):
        _withdraw(session_id, message_id, account_id)


def _sendable(words: str) -> str:
    text = clean(words).strip()
    if is_blank(text):
        raise Empty
    if len(text) > MOST_CHARACTERS:
        raise TooLong(MOST_CHARACTERS)
    return text


@transaction.atomic
def _write(
    actor: Account,
    session_id: UUID,
    words: str,
    warnings: list[str],
    submission: UUID,
    channel: Channel,
    aside_id: UUID | None,
) -> Message:
    # First of all, because it makes whoever writes at the same moment wait.
    ChatSession.objects.filter(pk=session_id).update(revision=F("revision") + 1)
    now = clock.now()
    place = _place_of(actor, session_id, submission)
    if place.earlier is not None:
        raise _SentBefore(place.earlier)
    mine = place.attendance
    authorize(actor, Permission.MESSAGE_WRITE, mine)
    if channel == Channel.ROOM:
        _refuse_room(mine, place.last_said_at, now)
    elif channel == Channel.HOSTS and not mine.as_host:
        raise NotGranted
    if not place.knows_limits:
        raise NoticeFirst
    spend("chat", str(actor.pk), limit=MESSAGES_A_MINUTE, per=timedelta(minutes=1))
    message = Message.objects.create(
        session_id=session_id,
        channel=channel,
        aside_id=_aside_of(mine, aside_id) if channel == Channel.ASIDE else None,
        author=actor,
        number=mine.session.revision,
        revision=mine.session.revision,
        words=words,
        warnings=warnings,
        state=MessageState.HELD if channel == Channel.ROOM and _is_held(mine) else MessageState.SHOWN,
        written_at=now,
        submission=submission,
    )
    publish(MessageWritten(actor_id=actor.pk, session_id=session_id, message_id=message.pk))
    return message


def _place_of(actor: Account, session_id: UUID, submission: UUID) -> _Place:
    """Everything that decides whether somebody may write, in one question."""
    mine = Message.objects.filter(session_id=session_id, author_id=actor.pk)
    in_force = Notice.objects.order_by("-version").values("pk")[:1]
    found = Attendance.objects.filter(session_id=session_id, account_id=actor.pk).select_related("session")
    row: Any = found.annotate(
        earlier=Subquery(mine.filter(submission=submission).values("pk")[:1]),
        last_said_at=Subquery(mine.filter(channel=Channel.ROOM).order_by("-number").values("written_at")[:1]),
        has_read_notice=Exists(Acknowledgement.objects.filter(account_id=actor.pk, notice__in=in_force)),
    ).first()
    if row is None:
        raise NotInRoom
    return _Place(row, row.earlier, row.last_said_at, row.as_host or row.has_read_notice)


def _aside_of(mine: Attendance, aside_id: UUID | None) -> UUID:
    """With whom a private word is: a member speaks with the hosts, a host says with whom."""
    if not mine.as_host:
        if aside_id not in (None, mine.pk):
            raise NotGranted
        if not mine.is_aside:
            raise AsideClosed
        return mine.pk
    theirs = Attendance.objects.of_members().filter(pk=aside_id or mine.pk, session_id=mine.session_id).first()
    if theirs is None:
        raise NotGranted
    if not theirs.is_aside:
        raise AsideClosed
    return theirs.pk


def _refuse_room(mine: Attendance, last_said_at: datetime | None, now: datetime) -> None:
    """Refuse what the room does not take at this moment. Neither a private word nor the hosts among themselves wait."""
    refusal = room_refusal(mine, now)
    if refusal is not None:
        raise refusal
    if mine.as_host or not mine.session.slow_seconds or last_said_at is None:
        return
    left = (last_said_at + timedelta(seconds=mine.session.slow_seconds) - now).total_seconds()
    if left > 0:
        raise Slow(ceil(left))


def _is_held(mine: Attendance) -> bool:
    """Does a host read it before others do?"""
    session = mine.session
    if mine.as_host or session.is_one_to_one:
        return False
    return session.holds_all or (session.holds_newcomers and mine.is_new)


def _withdraw(session_id: UUID, message_id: UUID, actor_id: UUID) -> None:
    revision = next_revision(session_id)  # First of all, so that nobody flags it meanwhile.
    still = Message.objects.filter(pk=message_id).exclude(state=MessageState.WITHDRAWN)
    message = still.first()
    if message is None:
        return
    message.state, message.revision, message.is_covered, message.reason = MessageState.WITHDRAWN, revision, False, ""
    if not message.is_flagged:
        message.words, message.warnings = "", []
    message.save(update_fields=["state", "revision", "is_covered", "reason", "words", "warnings"])
    publish(MessageWithdrawn(actor_id=actor_id, session_id=session_id, message_id=message_id))
