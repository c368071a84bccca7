"""What the steward does for the rota."""

from datetime import datetime, timedelta

from django.conf import settings

from forum.core.chores import chore
from moderation.rota import services, watch
from moderation.rota.models import Absence, Shift
from moderation.rota.recheck import recheck
from moderation.rota.services.offers import close_stale

_A_YEAR = timedelta(days=365)


@chore(every=timedelta(minutes=5))
def close_forgotten_shifts(now: datetime) -> int:
    return services.close_forgotten(now=now)


@chore(every=timedelta(minutes=5))
def recheck_places(now: datetime) -> int:
    """Places whose person no longer meets the standing rules wait for a manager."""
    return recheck(now=now)


@chore(every=timedelta(days=1))
def forget_old_shifts(now: datetime) -> int:
    return Shift.objects.filter(ends_at__lt=now - settings.RETENTION["shifts"]).delete()[0]


@chore(every=timedelta(minutes=1))
def watch_cover(now: datetime) -> int:
    return int(watch.look(now))


@chore(every=timedelta(minutes=1))
def close_stale_offers(now: datetime) -> int:
    return close_stale(now=now)


@chore(every=timedelta(days=1))
def forget_old_absences(now: datetime) -> int:
    return Absence.objects.filter(ends_at__lt=now - _A_YEAR).delete()[0]
