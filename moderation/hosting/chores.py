"""What the steward does for sessions."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.hosting.services import keeping


@chore(every=timedelta(minutes=1))
def look_after_sessions(now: datetime) -> int:
    """Cover, closing rounds, calls without an answer."""
    return keeping.look_after(now=now)


@chore(every=timedelta(minutes=15))
def check_offers(now: datetime) -> int:
    """Times for one to one whose host is not on that shift any more."""
    return keeping.check_offers(now=now)
