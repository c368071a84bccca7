"""A private word between one member and the hosts, in the frame of the room. It is open from the moment somebody begins
it until a host ends it or the session does."""

from datetime import datetime
from uuid import uuid4

from forum.accounts.models import Account
from forum.core.events import publish
from forum.core.refusals import NotGranted
from forum.rooms.events import MessageWritten
from forum.rooms.ledger import next_revision
from forum.rooms.models import Attendance, Channel, Message


def lock(attendance: Attendance) -> Attendance:
    """The attendance as the database has it, held until this transaction ends. Its session is held already, and may
    have been emptied a moment before."""
    rows = Attendance.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("account", "session").filter(pk=attendance.pk).first()
    if found is None:
        raise NotGranted
    return found


def begin(attendance: Attendance, now: datetime) -> bool:
    """Open the private word with a locked attendance. False if it is open already."""
    if attendance.is_aside:
        return False
    attendance.aside_at, attendance.aside_closed_at = now, None
    attendance.save(update_fields=["aside_at", "aside_closed_at"])
    return True


def say(attendance: Attendance, *, host: Account, words: str, now: datetime) -> None:
    """A host's words to this member alone."""
    number = next_revision(attendance.session_id)
    message = Message.objects.create(
        session_id=attendance.session_id,
        channel=Channel.ASIDE,
        aside=attendance,
        author=host,
        number=number,
        revision=number,
        words=words,
        written_at=now,
        submission=uuid4(),
    )
    publish(MessageWritten(actor_id=host.pk, session_id=attendance.session_id, message_id=message.pk))
