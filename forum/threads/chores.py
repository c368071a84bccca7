"""What the steward does about threads."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from forum.threads.services.editing import forget_old_versions
from forum.threads.services.suggesting import forget_old_suggestions


@chore(every=timedelta(minutes=10))
def forget_what_posts_said_before(now: datetime) -> int:
    return forget_old_versions(now=now)


@chore(every=timedelta(days=1))
def forget_what_was_suggested_long_ago(now: datetime) -> int:
    return forget_old_suggestions(now=now)
