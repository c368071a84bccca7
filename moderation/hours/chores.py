"""What the steward throws away: hours and expenses whose time is over."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from forum.core.chores import chore
from forum.core.when import local
from moderation.hours.models import Expense, ExpenseState, TimeEntry


@chore(every=timedelta(days=1))
def forget_old_hours(now: datetime) -> int:
    """Corrections first: an entry stays as long as something stands beside it."""
    before = local(now - settings.RETENTION["hours"]).date()
    old = TimeEntry.objects.filter(day__lt=before)
    with transaction.atomic():
        return old.filter(corrects__isnull=False).delete()[0] + old.delete()[0]


@chore(every=timedelta(days=1))
def forget_old_expenses(now: datetime) -> int:
    """Whatever still waits for an answer stays until it has one."""
    before = local(now - settings.RETENTION["hours"]).date()
    return Expense.objects.filter(day__lt=before).exclude(state=ExpenseState.ASKED).delete()[0]
