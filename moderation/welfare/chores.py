"""What the steward does for welfare: last days, and what is old."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.welfare import services
from moderation.welfare.models import KEPT, Exposure


@chore(every=timedelta(hours=1))
def remind_of_last_days(now: datetime) -> int:
    return services.remind_of_last_days(now=now)


@chore(every=timedelta(days=1))
def forget_old_exposure(now: datetime) -> int:
    return Exposure.objects.filter(at__lt=now - KEPT).delete()[0]
