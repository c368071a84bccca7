"""A trail of a few entries, and a way to write to the database behind its back."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection, transaction

from forum.accounts.events import AccountJoined
from forum.core.events import publish
from moderation.audit.models import Entry

_SQLITE = ("audit_entry_kept_1", "audit_entry_kept_2", "audit_head_kept_1", "audit_head_kept_2")

Sql = Callable[..., None]


@pytest.fixture
def trail(db: None) -> list[Entry]:
    """Ten entries."""
    for _ in range(10):
        with transaction.atomic():
            publish(AccountJoined(actor_id=None, account_id=uuid4()))
    return list(Entry.objects.order_by("sequence"))


@pytest.fixture
def sql(db: None) -> Sql:
    """Run SQL as somebody with full rights on the database would: without the triggers."""
    with connection.cursor() as cursor:
        for name in _SQLITE:
            table = "audit_entry" if "entry" in name else "audit_head"
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{where}")

    def run(statement: str, *values: int | str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run
