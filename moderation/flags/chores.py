"""What the steward throws away: flags whose time is over, and copies of private messages that nobody needs."""

from datetime import datetime, timedelta

from django.conf import settings

from forum.core.chores import chore
from forum.private.models import LIFE
from moderation.flags import copies
from moderation.flags.copies import KeptMessage
from moderation.flags.models import Flag


@chore(every=timedelta(days=1))
def forget_old_flags(now: datetime) -> int:
    return Flag.objects.filter(answered_at__lt=now - settings.RETENTION["flags"]).delete()[0]


@chore(every=timedelta(hours=1))
def forget_words_of_copies(now: datetime) -> int:
    """What was put out of sight can be brought back for as long as the talk keeps its words."""
    old = KeptMessage.objects.filter(hidden_at__lt=now - LIFE, emptied_at__isnull=True)
    return copies.empty(old)
