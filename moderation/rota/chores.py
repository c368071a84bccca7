"""What the steward does for the rota."""

from datetime import datetime, timedelta

from django.conf import settings

from forum.core.chores import chore
from moderation.rota import services
from moderation.rota.models import Shift


@chore(every=timedelta(minutes=5))
def close_forgotten_shifts(now: datetime) -> int:
    return services.close_forgotten(now=now)


@chore(every=timedelta(days=1))
def forget_old_shifts(now: datetime) -> int:
    return Shift.objects.filter(ends_at__lt=now - settings.RETENTION["shifts"]).delete()[0]
