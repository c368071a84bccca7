"""What the steward throws away: old sessions, entries of browsers, and words nobody came back for."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from forum.accounts.behind import PART, standing_sessions
from forum.accounts.models import KeptDraft, SignedIn
from forum.core.chores import chore


@chore(every=timedelta(minutes=10))
def forget_old_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


@chore(every=timedelta(minutes=5))
def forget_kept_drafts(now: datetime) -> int:
    return KeptDraft.objects.filter(expires_at__lt=now).delete()[0]


@chore(every=timedelta(minutes=10))
def forget_browsers_that_are_gone(now: datetime) -> int:
    """Entries whose session ended without anybody signing out."""
    keys = {entry.session_key: entry.pk for entry in SignedIn.objects.all()}
    gone = [keys[key] for key in keys.keys() - standing_sessions(set(keys))]
    return sum(
        SignedIn.objects.filter(pk__in=gone[start : start + PART]).delete()[0] for start in range(0, len(gone), PART)
    )
