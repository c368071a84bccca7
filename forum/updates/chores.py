"""What the steward does for what is new: sends neutral mail, forgets what is old."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from forum.updates.services import mailing, noting


@chore(every=timedelta(minutes=1))
def send_neutral_mail(now: datetime) -> int:
    return mailing.send_what_waits(now=now)


@chore(every=timedelta(hours=1))
def forget_old_updates(now: datetime) -> int:
    return noting.forget_old(now=now) + mailing.forget_unconfirmed(now=now)
