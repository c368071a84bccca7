"""Whether somebody has a self-care plan. What is in it stays theirs."""

from collections.abc import Collection
from uuid import UUID

from moderation.welfare.models import CarePlan


def exists(account_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these people who have written a plan."""
    return frozenset(CarePlan.objects.filter(account__in=account_ids).values_list("account_id", flat=True))
