"""What the steward does for handovers and debriefs."""

from datetime import datetime, timedelta

from forum.core.chores import chore
from moderation.handover import services
from moderation.handover.models import Debrief, Handover

KEEP_HANDOVERS, KEEP_DEBRIEFS = timedelta(days=30), timedelta(days=365)


@chore(every=timedelta(minutes=5))
def remind_of_debriefs(now: datetime) -> int:
    return services.remind_of_debriefs(now=now)


@chore(every=timedelta(hours=1))
def remind_of_missing_debriefs(now: datetime) -> int:
    return services.remind_of_missing(now=now)


@chore(every=timedelta(days=1))
def forget_old_handovers(now: datetime) -> int:
    return Handover.objects.filter(written_at__lt=now - KEEP_HANDOVERS).delete()[0]


@chore(every=timedelta(days=1))
def forget_old_debriefs(now: datetime) -> int:
    return Debrief.objects.filter(written_at__lt=now - KEEP_DEBRIEFS).delete()[0]
