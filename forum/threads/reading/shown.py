"""Under which name a row stands, and whether its reader meets its writer at all."""

from typing import TypeVar

from django.db.models import F, Model, QuerySet
from django.db.models.functions import Coalesce

from forum.accounts.actors import Actor
from forum.accounts.permissions import Role
from forum.blocks.reading import without_blocked

M = TypeVar("M", bound=Model)
SHOWN_NAME = Coalesce("written_as__name", F("author__pseudonym"))
"""The name beside a post or a thread: the one-off or earlier name it was written under, or the pseudonym of today."""


def is_own(author_id: object, actor: Actor) -> bool:
    """Did `actor` write it, under whatever name?"""
    return author_id == actor.id


def met(rows: "QuerySet[M]", actor: Actor) -> "QuerySet[M]":
    """Those of these posts or threads whose writer this reader meets: blocks hold here, in both directions. Everything
    that lists or opens posts or threads goes through it."""
    if actor.id is None or actor.role != Role.MEMBER:
        return rows  # Whoever looks after everybody meets everybody.
    return without_blocked(rows, actor.id)
