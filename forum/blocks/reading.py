"""Whom somebody does not meet, and whose words they fold away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from forum.blocks.models import Block, Mute
from forum.names.models import NameKind

M = TypeVar("M", bound=Model)
Muted: TypeAlias = frozenset[tuple[UUID, UUID | None]]


@dataclass(frozen=True)
class NotMet:
    """Those whom somebody does not meet in a chat: always, and from a moment on."""

    always: frozenset[UUID] = frozenset()
    since: Mapping[UUID, datetime] = field(default_factory=dict)


def blocked_with(account_id: UUID) -> NotMet:
    """Everybody whom this member blocked, or who blocked them. One question. A block of a one-off name holds in a chat
    from its moment on, so that no pseudonym falls silent backwards."""
    pairs = Block.objects.filter(Q(account_id=account_id) | Q(blocked_id=account_id))
    always: set[UUID] = set()
    since: dict[UUID, datetime] = {}
    for one, other, kind, at in pairs.values_list("account_id", "blocked_id", "blocked_as__kind", "at"):
        who = other if one == account_id else one
        if kind == NameKind.ONE_OFF:
            since[who] = min(at, since.get(who, at))
        else:
            always.add(who)
    return NotMet(frozenset(always), since)


def without_blocked(rows: "QuerySet[M]", account_id: UUID) -> "QuerySet[M]":
    """Those of these posts or threads (they have an `author`, `written_as` and `created_at`) that no block keeps from
    this member. Asked inside the same query.

    What stands under a blocked name is gone at once, and so is what stands under the pseudonym of somebody who blocked
    them. Whatever else the two write under any other name is gone from the block on: so it holds across both names, and
    nothing that vanishes at once tells which names are one person.
    """
    since = Q(at__lt=OuterRef("created_at"))
    same_pseudonym = Q(blocked_as__isnull=True) & Q(IsNull(OuterRef("written_as"), True))
    mine = Block.objects.filter(account_id=account_id, blocked_id=OuterRef("author"))
    theirs = Block.objects.filter(account_id=OuterRef("author"), blocked_id=account_id)
    return rows.filter(
        ~Exists(mine.filter(since | Q(blocked_as=OuterRef("written_as")) | same_pseudonym)),
        ~Exists(theirs.filter(since | Q(IsNull(OuterRef("written_as"), True)))),
    )


def muted_by(account_id: UUID | None) -> Muted:
    """The names this member muted: whose, and which other name (None for the pseudonym). One question."""
    if account_id is None:
        return frozenset()
    return frozenset(Mute.objects.filter(account_id=account_id).values_list("muted_id", "muted_as_id"))
