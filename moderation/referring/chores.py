"""What the steward does for referrals and the directory: tells the team what waits."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.referring import reminding


@chore(every=timedelta(hours=1))
def remind_of_waiting_referrals(now: datetime) -> int:
    return reminding.remind_of_waiting(now)


@chore(every=timedelta(hours=1))
def remind_of_the_directory(now: datetime) -> int:
    return reminding.remind_of_directory(now)
