"""What the steward throws away: old sessions, and words nobody came back for."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from forum.accounts.models import KeptDraft
from forum.core.chores import chore


@chore(every=timedelta(minutes=10))
def forget_old_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


@chore(every=timedelta(minutes=5))
def forget_kept_drafts(now: datetime) -> int:
    return KeptDraft.objects.filter(expires_at__lt=now).delete()[0]
