"""What the steward does about applications: nobody waits unseen, and nothing is kept past its time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Role
from forum.core.chores import chore
from forum.core.when import local, spelled
from moderation.joining.models import Application, Reading
from moderation.joining.policy import READERS
from moderation.nudges.services import tell

READ_WITHIN = timedelta(days=7)
SOON = timedelta(days=7)
KEPT = timedelta(days=183)


@chore(every=timedelta(hours=1))
def nudge_whoever_is_asked(now: datetime) -> int:
    """Readers after a week; managers while nobody reads, when both have read, and when the day of the answer nears.

    By the clock and not at once: that something was sent this minute could say who sent it."""
    today = local(now).date()
    readings = Reading.objects.filter(read_at__isnull=True, asked_at__lte=now - READ_WITHIN)
    late = list(readings.filter(application__answered_on__isnull=True))
    for reading in late:
        words = "Somebody waits for what you think of their wish to join the team."
        _tell([reading.reader_id], f"reading:{reading.pk}:week", words, reading.application_id)
    return len(late) + _nudge_managers(today)


@chore(every=timedelta(days=1))
def forget_answered(now: datetime) -> int:
    """Six months after the answer nothing is left of it."""
    return Application.objects.filter(answered_on__lt=local(now).date() - KEPT).delete()[0]


def _nudge_managers(today: date) -> int:
    asked = Count("readings", distinct=True)
    weighed = Count("readings", distinct=True, filter=Q(readings__read_at__isnull=False))
    rows = Application.objects.waiting().annotate(asked=asked, weighed=weighed)
    managers = list(Account.objects.filter(role=Role.MANAGER, is_active=True).values_list("pk", flat=True))
    told = [
        (pk, *what)
        for pk, due_on, asked_by, weighed_by in rows.values_list("pk", "due_on", "asked", "weighed")
        for what in _due(due_on, asked_by, weighed_by, today)
    ]
    for pk, key, words in told:
        _tell(managers, f"application:{pk}:{key}", words, pk)
    return len(told)


def _due(due_on: date, asked: int, weighed: int, today: date) -> Iterable[tuple[str, str]]:
    if asked < READERS:
        yield "readers", "Somebody would like to join the team. Please ask two people to read what they wrote."
    elif weighed == READERS:
        yield "read", "Two people have read an application. A talk and an answer come next."
    if due_on <= today:
        # Once a day, until it is done: somebody waits who was told a date.
        yield f"due:{today:%Y-%m-%d}", "An application is due for its answer."
    elif due_on - SOON <= today:
        yield (
            "soon",
            gettext("An application is to be answered by {day} {due_on}.").format(
                day=due_on.day, due_on=spelled(due_on, "%B")
            ),
        )


def _tell(accounts: Iterable[UUID], key: str, words: str, application_id: UUID) -> None:
    href = reverse("joining:application", args=[application_id])
    tell(accounts=list(accounts), key=key, words=words, href=href)
