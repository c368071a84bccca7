"""What the steward does for the rota."""

from datetime import datetime, timedelta

from django.conf import settings

from forum.accounts.actors import SYSTEM
from forum.core.chores import chore
from moderation.rota import reminding, services, watch
from moderation.rota.models import Absence, Shift
from moderation.rota.recheck import recheck
from moderation.rota.services.offers import close_stale
from moderation.rota.services.patterns import generate
from moderation.supervision.services import remind

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


@chore(every=timedelta(days=1))
def make_coming_shifts(now: datetime) -> int:
    """From every pattern, for the weeks ahead."""
    return generate(actor=SYSTEM, now=now)


@chore(every=timedelta(minutes=15))
def remind_of_shifts(now: datetime) -> int:
    return reminding.remind(now=now)


@chore(every=timedelta(minutes=1))
def watch_cover(now: datetime) -> int:
    return int(watch.look(now))


@chore(every=timedelta(minutes=1))
def close_stale_offers(now: datetime) -> int:
    return close_stale(now=now)


@chore(every=timedelta(days=1))
def forget_old_absences(now: datetime) -> int:
    return Absence.objects.filter(ends_at__lt=now - _A_YEAR).delete()[0]


@chore(every=timedelta(hours=1))
def remind_of_supervision(now: datetime) -> int:
    """Supervision tells whom it helps. Whoever is away is left in peace, and only the rota knows who that is."""
    away = Absence.objects.touching(now, now + timedelta(minutes=1)).values_list("account_id", flat=True)
    return remind(now=now, away=set(away))
