"""What the steward does for the desk: frees what was left behind, throws away what is old."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import ProtectedError

from forum.core.chores import chore
from moderation.review import services
from moderation.review.models import Item


@chore(every=timedelta(minutes=1))
def release_what_was_left(now: datetime) -> int:
    return services.release_what_was_left()


@chore(every=timedelta(days=1))
def forget_old_items(now: datetime) -> int:
    """Items whose time is over. One that a concern rests on stays: safeguarding lets it go after its case."""
    forgotten = 0
    for item in Item.objects.filter(decided_at__lt=now - settings.RETENTION["flags"]):
        try:
            forgotten += item.delete()[0]
        except ProtectedError:
            continue
    return forgotten
