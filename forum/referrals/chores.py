"""What the steward does for referrals: forgets what is long over."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from forum.referrals import services


@chore(every=timedelta(days=1))
def forget_old_referrals(now: datetime) -> int:
    return services.expire_referrals(now=now)
