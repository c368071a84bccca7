"""What the steward throws away: conversations whose time is over."""

from datetime import datetime, timedelta

from django.conf import settings

from forum.core.chores import chore
from forum.inbox.models import Conversation


@chore(every=timedelta(days=1))
def forget_old_conversations(now: datetime) -> int:
    return Conversation.objects.filter(closed_at__lt=now - settings.RETENTION["cases"]).delete()[0]
