"""What the steward does for the team."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from forum.core.when import local
from moderation.team import services
from moderation.team.models import Invitation


@chore(every=timedelta(days=1))
def forget_old_invitations(now: datetime) -> int:
    return Invitation.objects.filter(expires_at__lt=now - timedelta(days=30)).delete()[0]


@chore(every=timedelta(days=1))
def forget_who_left_a_year_ago(now: datetime) -> int:
    return services.forget_who_left(before=local(now).date() - timedelta(days=365))
