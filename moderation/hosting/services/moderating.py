"""What a host does about somebody's message. Everything can be undone, the author is told why, and the trail holds it.

Whoever wrote it hears it from a host, aside; after the session the reason stands with their message.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import Event, publish
from forum.core.refusals import NotGranted, Refusal
from forum.core.text import clean
from forum.rooms import ledger
from forum.rooms.events import AttendanceChanged
from forum.rooms.models import Attendance, Message, MessageState, Standing
from forum.warnings.taxonomy import BY_KEY
from moderation.hosting import asides, turns
from moderation.hosting.events import (
    MessageCovered,
    MessageHandedOn,
    MessageHeld,
    MessageHidden,
    MessageLetThrough,
    MessageShown,
    MessageUncovered,
    MessageWarned,
)
from moderation.review import services as review
from moderation.review.levels import Level
from moderation.review.models import Decision, Item


class NothingToDo(Refusal):
    """It is so already, or does not fit."""

    code = "nothing_to_do"


class ReasonNeeded(Refusal):
    """Whoever is affected by a decision is told why."""

    code = "reason_needed"
    message = "Write the reason in kind words. Whoever it is about reads it."


@transaction.atomic
def cover(*, actor: Account, message: Message, reason: str = "") -> Message:
    """Put a cover on a message that everybody can open."""
    message = _locked(actor, message)
    if message.is_covered:
        raise NothingToDo("This message is covered already.")
    told = "I put a cover on a message of yours, so that everybody can choose when to read it."
    return _act(
        actor,
        message,
        MessageCovered(**_ids(actor, message)),
        told=told,
        reason=reason,
        is_covered=True,
    )


@transaction.atomic
def uncover(*, actor: Account, message: Message) -> Message:
    """Take a host's cover off. Those of content warnings stay."""
    message = _locked(actor, message)
    if not message.is_covered:
        raise NothingToDo("No host covered this message, so there is no cover to take off.")
    return _act(actor, message, MessageUncovered(**_ids(actor, message)), is_covered=False)


@transaction.atomic
def hold(*, actor: Account, message: Message, reason: str = "") -> Message:
    """Keep a message back until a host lets it through. Only its author and the hosts see it."""
    message = _locked(actor, message)
    if message.state != MessageState.SHOWN:
        raise NothingToDo("Others do not see this message at the moment, so there is nothing to hold.")
    told = "A message of yours waits until one of us has looked at it again."
    return _act(
        actor,
        message,
        MessageHeld(**_ids(actor, message)),
        told=told,
        reason=reason,
        state=MessageState.HELD,
    )


@transaction.atomic
def let_through(*, actor: Account, message: Message) -> Message:
    """Everybody in the room can read a message that waited, where it was written."""
    message = _locked(actor, message)
    if not message.is_held:
        raise NothingToDo("This message does not wait any more. Somebody may have let it through a moment ago.")
    return _act(actor, message, MessageLetThrough(**_ids(actor, message)), state=MessageState.SHOWN)


@transaction.atomic
def hide(*, actor: Account, message: Message, reason: str) -> Message:
    """Put a message out of sight for everybody but its author and the hosts."""
    message = _locked(actor, message)
    if message.is_hidden:
        raise NothingToDo("This message is out of sight already.")
    if not clean(reason).strip():
        raise ReasonNeeded
    told = "I put a message of yours out of sight for the others. You are welcome here as before."
    return _act(
        actor,
        message,
        MessageHidden(**_ids(actor, message)),
        told=told,
        reason=reason,
        state=MessageState.HIDDEN,
    )


@transaction.atomic
def show(*, actor: Account, message: Message) -> Message:
    """Bring back a message that was out of sight."""
    message = _locked(actor, message)
    if not message.is_hidden:
        raise NothingToDo("This message is not out of sight, so there is nothing to bring back.")
    return _act(actor, message, MessageShown(**_ids(actor, message)), state=MessageState.SHOWN)


@transaction.atomic
def warn(*, actor: Account, message: Message, warnings: Sequence[str]) -> Message:
    """Add content warnings. Those that its author gave stay, and the words are untouched."""
    message = _locked(actor, message)
    wanted = {*message.warnings, *warnings}
    known = [key for key in BY_KEY if key in wanted]
    if set(known) == set(message.warnings):
        raise NothingToDo("Choose a content warning that this message does not have yet.")
    return _act(actor, message, MessageWarned(**_ids(actor, message)), keeps_reason=True, warnings=known)


@transaction.atomic
def hand_on(*, actor: Account, message: Message, level: Level, note: str = "") -> Item:
    """Safeguarding has it from here. Pressed twice, it is handed on once."""
    turns.lock(message.session_id)
    message = _row(message)
    authorize(actor, Permission.MESSAGE_HAND_ON, message)
    items = Item.objects.filter(message=message)
    before = items.filter(decision=Decision.HANDED_ON, level=level).first()
    # Whoever asked about it since then is not answered by what was handed on before.
    if before is not None and not items.open().exists():
        return before
    item = review.take_up_message(actor=actor, message=message, level=level)
    item = review.hand_on(actor=actor, item=item, level=level, note=note)
    publish(MessageHandedOn(actor_id=actor.pk, message_id=message.pk, item_id=item.pk))
    return item


def _locked(actor: Account, message: Message) -> Message:
    """The message as it is now, held with its session, once `actor` may act on it."""
    turns.lock(message.session_id)
    message = _row(message)
    authorize(actor, Permission.MESSAGE_MODERATE, message)
    return message


def _row(message: Message) -> Message:
    """As it is now, if the session was not emptied a moment ago."""
    found = Message.objects.select_related("author", "session").filter(pk=message.pk).first()
    if found is None:
        raise NotGranted
    return found


def _act(
    actor: Account,
    message: Message,
    event: Event,
    *,
    told: str = "",
    reason: str = "",
    keeps_reason: bool = False,
    **fields: Any,
) -> Message:
    """Change the message, tell its author why, and write down who did it. Undoing takes the reason away with it."""
    reason = clean(reason).strip()
    if not keeps_reason:
        fields["reason"] = reason
    ledger.change(message, actor_id=event.actor_id, **fields)
    if told and reason:
        _tell_the_author(actor, message, f"{told} {reason}")
    publish(event)
    return message


def _ids(actor: Account, message: Message) -> dict[str, UUID]:
    return {"actor_id": actor.pk, "message_id": message.pk}


def _tell_the_author(actor: Account, message: Message, words: str) -> None:
    """While the session goes on and they are in it."""
    now = clock.now()
    there = Attendance.objects.filter(session=message.session_id, account=message.author_id, standing=Standing.IN)
    theirs = there.of_members().first()
    if theirs is None or not message.session.is_running or message.session.is_one_to_one:
        return
    theirs = asides.lock(theirs)
    if asides.begin(theirs, now):
        publish(AttendanceChanged(actor_id=actor.pk, session_id=message.session_id, attendance_id=theirs.pk))
    asides.say(theirs, host=actor, words=words, now=now)
