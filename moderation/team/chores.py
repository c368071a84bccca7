"""What the steward does for the team."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.team.models import Invitation


@chore(every=timedelta(days=1))
def forget_old_invitations(now: datetime) -> int:
    return Invitation.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()[0]
