"""Kind lines, ahead of time: a session tomorrow, a session that is due, new shifts that will wait.

Nobody is told twice about the same date, and nobody is told anything while a time is planned that comes soon enough.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import TEAM
from forum.core.when import exact, local, spelled
from moderation.nudges.services import tell
from moderation.supervision import due as supervision_due
from moderation.supervision.due import Due
from moderation.supervision.models import Attendance, Kind, Session, SessionState
from moderation.supervision.services.arrangements import managers

SOON = timedelta(days=2)
TOMORROW = timedelta(hours=24)


@transaction.atomic
def remind(*, now: datetime, away: Collection[UUID] = ()) -> int:
    """Tell whoever it helps. Whoever is `away` is left in peace."""
    return _of_sessions(now) + _of_what_is_due(now, set(away))


def _of_sessions(now: datetime) -> int:
    near = Session.objects.planned().filter(starts_at__gt=now, starts_at__lte=now + TOMORROW)
    told = 0
    for session in near.select_related("led_by").prefetch_related("attendances"):
        people = {session.led_by_id, *(one.account_id for one in session.attendances.all())}
        tell(
            accounts=sorted(people),
            key=f"supervision.near:{session.pk}:{session.starts_at.isoformat()}",
            words=f"{session.get_kind_display()} with {session.led_by.pseudonym}: {exact(session.starts_at)}.",
            href=reverse("supervision:session", args=[session.pk]),
        )
        told += 1
    return told


def _of_what_is_due(now: datetime, away: set[UUID]) -> int:
    people = Account.objects.filter(role__in=list(TEAM), is_active=True).exclude(pk__in=away)
    people = people.select_related("supervision").order_by("pseudonym")
    dues = supervision_due.of([person.pk for person in people], now)
    planned = _planned(now)
    told = 0
    for person in people:
        due, next_at = dues[person.pk], planned.get(person.pk)
        soon_enough = next_at is not None and next_at < max(due.stops_at, now + SOON)
        if not soon_enough and (due.due_at - SOON <= now or due.is_soon_stopped(now)):
            _tell_of(person, due, now)
            told += 1
    return told


def _planned(now: datetime) -> dict[UUID, datetime]:
    """When each person's next one-to-one is planned."""
    coming = Attendance.objects.filter(
        session__kind=Kind.ONE_TO_ONE, session__state=SessionState.PLANNED, session__starts_at__gt=now
    )
    return dict(coming.values_list("account_id").annotate(next_at=Min("session__starts_at")))


def _tell_of(person: Account, due: Due, now: datetime) -> None:
    """What fits how long it has been: due, overdue, a week before new shifts wait, and when they do."""
    kind, own, theirs = _words(person, due, now)
    key = f"supervision.{kind}:{person.pk}:{due.due_at.isoformat()}"
    tell(accounts=[person.pk], key=key, words=own, href=reverse("supervision:home"))
    arrangement = getattr(person, "supervision", None)
    if arrangement is not None and arrangement.supervisor_id:
        tell(accounts=[arrangement.supervisor_id], key=key, words=theirs, href=reverse("supervision:home"))
    else:
        words, href = (
            gettext("{pseudonym} has no supervisor yet.").format(pseudonym=person.pseudonym),
            reverse("supervision:arrange", args=[person.pk]),
        )
        tell(accounts=managers(), key=key, words=words, href=href)


def _words(person: Account, due: Due, now: datetime) -> tuple[str, str, str]:
    name, stop = person.pseudonym, spelled(local(due.stops_at), "%A %d %B")
    if due.is_stopped(now):
        return (
            "stopped",
            "New shifts wait until you have had supervision. The ones you have stay yours. Here is how to get a time.",
            gettext("{name} cannot take new shifts until the two of you have met. Please offer a time.").format(
                name=name
            ),
        )
    if due.is_soon_stopped(now):
        return (
            "soon_stopped",
            gettext(
                "From {stop} on you could not take new shifts without supervision. Here is how to get a time."
            ).format(stop=stop),
            gettext("{name} could not take new shifts from {stop} on. Please offer a time.").format(
                name=name, stop=stop
            ),
        )
    if due.is_overdue(now):
        return (
            "overdue",
            "Your time for supervision has gone by. Here is how to get another.",
            gettext("The time to meet {name} has gone by. Please offer another.").format(name=name),
        )
    return (
        "due",
        "It is nearly time for supervision again. Here is how to plan it.",
        gettext("It is nearly time to meet {name} again. You can plan it here.").format(name=name),
    )
