"""Who takes a break from this place: nobody writes to them while they are away."""

from uuid import UUID

from django.db.models import QuerySet

from forum.accounts.models import PlannedReturn


def away_now() -> "QuerySet[PlannedReturn, UUID]":
    """The accounts of everybody who is away, for `account_id__in=` and the like: one question of the database.

    Somebody is away from the day they said so until they come back themselves. The day they planned does not end it:
    nobody is fetched.
    """
    return PlannedReturn.objects.values_list("account_id", flat=True)


def is_away(account_id: UUID) -> bool:
    """Does this person take a break?"""
    return PlannedReturn.objects.filter(account_id=account_id).exists()
