"""What the steward does for the machine underneath."""

from datetime import datetime, timedelta

from django.db import connection

from forum.core.chores import chore
from forum.core.snapshots import refresh_all


@chore(every=timedelta(minutes=1))
def empty_the_journal(now: datetime) -> int:
    """SQLite's journal still holds what was deleted until it is emptied. PostgreSQL looks after its own."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(cursor.fetchone()[0] == 0)


@chore(every=timedelta(minutes=1))
def look_again(now: datetime) -> int:
    """What another process changed about content warnings, words and switches is known here within a minute."""
    return refresh_all()
