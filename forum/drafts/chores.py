"""What the steward does about drafts."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from forum.drafts.services import forget_old_drafts


@chore(every=timedelta(hours=1))
def forget_after_a_week(now: datetime) -> int:
    return forget_old_drafts(now=now)
