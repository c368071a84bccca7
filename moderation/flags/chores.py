"""What the steward throws away: flags whose time is over."""

from datetime import datetime, timedelta

from django.conf import settings

from forum.core.chores import chore
from moderation.flags.models import Flag


@chore(every=timedelta(days=1))
def forget_old_flags(now: datetime) -> int:
    return Flag.objects.filter(answered_at__lt=now - settings.RETENTION["flags"]).delete()[0]
