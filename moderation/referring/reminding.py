"""Lines to the team about what waits too long: members who asked to be put in touch, and a directory to check."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import OPENED_AT, Permission, Role, Stage
from forum.core.when import local
from forum.referrals.models import Referral, ReferralState
from forum.support.models import Line
from moderation.nudges.models import Nudge
from moderation.nudges.services import tell

WAITED = timedelta(days=1)


def remind_of_waiting(now: datetime) -> int:
    """Once a day, tell every practitioner who may take one up that somebody has waited for a day or longer."""
    waits = Referral.objects.filter(state=ReferralState.ASKED, consent_at__lte=now - WAITED).exists()
    least = OPENED_AT[Permission.REFERRAL_CARRY].rung
    stages = [stage for stage in Stage if stage.rung >= least]
    people = Account.objects.filter(role=Role.PRACTITIONER, is_active=True, stage__in=stages) if waits else None
    if people is None:
        return 0
    words = "Somebody has waited for more than a day to be put in touch with a service."
    return _tell(set(people.values_list("pk", flat=True)), f"referrals:{local(now):%Y-%m-%d}", words, "referring:list")


def remind_of_directory(now: datetime) -> int:
    """Once a week, tell every manager that lines of the directory want to be checked."""
    today = local(now).date()
    due = sum(line.is_stale(today) for line in Line.objects.listed())
    if not due:
        return 0
    people = set(Account.objects.filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True))
    words = (
        gettext("{due} lines of the directory want to be checked.").format(due=due)
        if due > 1
        else "A line of the directory wants to be checked."
    )
    year, week, _ = today.isocalendar()
    return _tell(people, f"directory:{year}-{week}", words, "support:directory")


def _tell(people: set[UUID], key: str, words: str, page: str) -> int:
    """Told twice under one key it stands there once; returns whom it is new for."""
    new = people - set(Nudge.objects.filter(key=key).values_list("account_id", flat=True))
    if new:
        tell(accounts=new, key=key, words=words, href=reverse(page))
    return len(new)
