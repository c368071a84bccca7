"""When somebody's next supervision is due, and from when on new shifts wait for it. Three questions to the database,
however many people.

It counts from the last one-to-one session somebody came to; before the first, from the day they came to the team.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max

from forum.accounts.models import Account
from forum.accounts.permissions import Stage
from forum.core.when import zone
from moderation.supervision.models import Arrangement, Attendance, Kind, SessionState

# How long before new shifts wait somebody is told that they will.
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """How one person stands: nothing here is a fault of theirs."""

    last_at: datetime | None
    due_at: datetime
    stops_at: datetime

    def is_overdue(self, now: datetime) -> bool:
        """Has the day gone by on which they should have met?"""
        return now >= self.due_at

    def is_stopped(self, now: datetime) -> bool:
        """Do new shifts wait until they have met? Places they have already stay theirs."""
        return now >= self.stops_at

    def is_soon_stopped(self, now: datetime) -> bool:
        """Is it time to tell them kindly that new shifts will wait?"""
        return self.stops_at - AHEAD <= now < self.stops_at


def rhythm(stage: str, every_days: int | None = None) -> timedelta:
    """How long there is between two sessions: what was agreed with the person, or what their stage asks for."""
    if every_days:
        return timedelta(days=every_days)
    new = Stage(stage).rung < Stage.SOLO.rung
    usual: timedelta = settings.CARE["supervision_new" if new else "supervision"]
    return usual


def of(account_ids: Collection[UUID], now: datetime) -> dict[UUID, Due]:
    """How each of these people stands at `now`."""
    accounts = Account.objects.filter(pk__in=account_ids).values_list("pk", "stage", "joined_on", "standing__began_on")
    agreed = dict(Arrangement.objects.filter(account__in=account_ids).values_list("account_id", "every_days"))
    last = _last(account_ids, now)
    return {
        pk: _due(last.get(pk), _midnight(began or joined, now), rhythm(stage, agreed.get(pk)))
        for pk, stage, joined, began in accounts
        if stage
    }


def _due(last: datetime | None, began: datetime, every: timedelta) -> Due:
    since = last or began
    return Due(last_at=last, due_at=since + every, stops_at=since + settings.CARE["supervision_stop"])


def _last(account_ids: Collection[UUID], now: datetime) -> Mapping[UUID, datetime]:
    """The last one-to-one session that each came to."""
    came = Attendance.objects.filter(
        account__in=account_ids,
        came=True,
        session__kind=Kind.ONE_TO_ONE,
        session__state=SessionState.HELD,
        session__starts_at__lte=now,
    )
    return dict(came.values_list("account_id").annotate(last=Max("session__starts_at")))


def _midnight(day: date | None, now: datetime) -> datetime:
    """The beginning of a day on the service's clock; `now` where nobody wrote one down."""
    return datetime.combine(day, time(), tzinfo=zone()).astimezone(UTC) if day else now
