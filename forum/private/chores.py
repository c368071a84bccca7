"""What the steward throws away: private words whose time is over."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from forum.private import services


@chore(every=timedelta(hours=1))
def forget_old_private_words(now: datetime) -> int:
    return services.forget_old(now=now)
