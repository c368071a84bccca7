"""The verbs of the trail: append to it, and look at it."""

import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, Role, authorize
from forum.core import clock
from forum.core.events import Event, publish
from moderation.audit import chain
from moderation.audit.events import AuditRead
from moderation.audit.models import Entry, Head

# A name, a key or a number: what may stand in the trail beside an id. Anything else could be somebody's words.
_TERM = re.compile(r"[\w.:-]{0,64}")
CLOSED = "closed"


@transaction.atomic
def append(event: Event) -> Entry:
    """Write one entry for `event`. The head stays locked until the end of the transaction, so the chain cannot fork."""
    head = Head.objects.select_for_update().get()
    entry = Entry(
        sequence=head.sequence + 1,
        at=clock.now(),
        action=event.name,
        actor_id=event.actor_id,
        actor_role=_role_of(event.actor_id),
        subject=subject_of(event),
        previous=head.hash,
    )
    entry.hash = chain.seal_line(entry.line)
    entry.save(force_insert=True)
    Head.objects.update(sequence=entry.sequence, hash=entry.hash, seal=chain.seal_head(entry.sequence, entry.hash))
    return entry


@transaction.atomic
def look_at_trail(*, actor: Actor) -> None:
    """Let `actor` see the trail, and write down that they looked."""
    authorize(actor, Permission.AUDIT_READ, SITE)
    publish(AuditRead(actor_id=actor.id))


def subject_of(event: Event) -> dict[str, Any]:
    """What `event` was about: its own fields as ids, names and numbers. Words are refused."""
    return {field.name: _term(getattr(event, field.name)) for field in fields(event) if field.name != "actor_id"}


def _term(value: object) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        if not _TERM.fullmatch(value):
            raise ValueError("An event tells ids and names, never words.")
        return str(value)
    if isinstance(value, Iterable):
        return [_term(part) for part in value]
    raise TypeError(f"{type(value).__name__} cannot stand in the trail.")


def _role_of(actor_id: UUID | None) -> str:
    if actor_id is None:
        return Role.SYSTEM
    return Account.objects.filter(pk=actor_id).values_list("role", flat=True).first() or CLOSED
