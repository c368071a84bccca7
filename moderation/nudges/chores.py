"""What the steward does for nudges: send the e-mail that somebody chose, forget what is old."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.nudges import services

LIFE = timedelta(days=30)


@chore(every=timedelta(minutes=5))
def send_reminders(now: datetime) -> int:
    return services.send_what_waits(now=now)


@chore(every=timedelta(hours=1))
def forget_old_nudges(now: datetime) -> int:
    return services.forget_old(now=now, life=LIFE)
