"""The numbers of a session: every change to a message gets the next one, in the order in which changes become real.

Taking a number holds the session's row until the transaction ends, so nobody can see a later number before an earlier
one. Whoever has seen everything up to a number misses nothing by asking for what came after it.
"""

from typing import Any
from uuid import UUID

from django.db.models import F

from forum.core.events import publish
from forum.rooms.events import MessageChanged
from forum.rooms.models import ChatSession, Message


def next_revision(session_id: UUID) -> int:
    """Take the next number. Call it inside a transaction, before anything else of the session is looked at."""
    ChatSession.objects.filter(pk=session_id).update(revision=F("revision") + 1)
    return ChatSession.objects.values_list("revision", flat=True).get(pk=session_id)


def change(message: Message, *, actor_id: UUID | None, **fields: Any) -> None:
    """Write `fields` to `message` under the next number, so that every browser learns of it."""
    message.revision = next_revision(message.session_id)
    for name, value in fields.items():
        setattr(message, name, value)
    message.save(update_fields=["revision", *fields])
    publish(MessageChanged(actor_id=actor_id, session_id=message.session_id, message_id=message.pk))
