"""Topics that go to somebody else. They are read to order somebody's desk, and for nothing else."""

from collections.abc import Collection, Iterable
from uuid import UUID

from forum.accounts.models import Account
from forum.warnings.taxonomy import BY_KEY
from moderation.welfare.models import Topics

_BETWEEN = " "


def of(account: Account) -> frozenset[str]:
    """The content warnings whose items go to somebody else than `account`."""
    return of_each([account.pk])[account.pk]


def of_each(account_ids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """The same for several people at once: one question to the database."""
    chosen = {row.account_id: opened(row.keys) for row in Topics.objects.filter(account__in=account_ids)}
    return {pk: chosen.get(pk, frozenset()) for pk in account_ids}


def opened(stored: str) -> frozenset[str]:
    """What a row keeps, as keys that the list of warnings still has."""
    return frozenset(key for key in stored.split(_BETWEEN) if key in BY_KEY)


def stored(keys: Iterable[str]) -> str:
    """As a row keeps it, in the order of the list."""
    chosen = set(keys)
    return _BETWEEN.join(key for key in BY_KEY if key in chosen)
