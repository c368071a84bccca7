"""Whom somebody does not meet."""

from uuid import UUID

from django.db.models import Q

from forum.blocks.models import Block


def blocked_with(account_id: UUID) -> frozenset[UUID]:
    """Everybody whom this member blocked, or who blocked them. One question."""
    pairs = Block.objects.filter(Q(account_id=account_id) | Q(blocked_id=account_id))
    return frozenset(
        other for pair in pairs.values_list("account_id", "blocked_id") for other in pair if other != account_id
    )
