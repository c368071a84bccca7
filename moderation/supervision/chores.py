"""What the steward throws away: sessions whose time is over, with everything that was noted of them."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.supervision.models import KEPT, Session


@chore(every=timedelta(days=1))
def forget_old_sessions(now: datetime) -> int:
    return Session.objects.filter(starts_at__lt=now - KEPT).delete()[0]
