"""What the pages of supervision show: how one stands, the people one supervises, the sessions. Never a word of a note
that is not one's own to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.when import exact, local, spelled
from moderation.supervision import due as supervision_due
from moderation.supervision.due import Due
from moderation.supervision.models import Arrangement, Attendance, Kind, Session, SessionState
from moderation.team import roster

LATELY = timedelta(days=84)
_WITH_PEOPLE = Prefetch("attendances", Attendance.objects.select_related("account").order_by("account__pseudonym"))


@dataclass(frozen=True)
class Row:
    """One session in a list."""

    id: UUID
    kind: str
    when: str
    minutes: int
    led_by: str
    people: Sequence[str]
    state: str
    waits_for_an_answer: bool


@dataclass(frozen=True)
class Standing:
    """How one person stands with supervision."""

    account: Account
    supervisor: str
    rhythm: str
    last: str
    due: str
    is_overdue: bool
    is_stopped: bool
    is_soon_stopped: bool
    stops: str
    next: str


def with_people(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """The same sessions, with who leads and who is expected."""
    return sessions.select_related("led_by").prefetch_related(_WITH_PEOPLE)


def coming(actor: Actor, now: datetime) -> list[Row]:
    """What is planned, the next one first; also what began and nobody has said whether it took place."""
    planned = Session.objects.visible_to(actor).part_of(actor).planned()
    return [row(session, now) for session in with_people(planned)]


def lately(actor: Actor, now: datetime) -> list[Row]:
    """What took place or was cancelled in the last weeks, the newest first."""
    past = Session.objects.visible_to(actor).part_of(actor).exclude(state=SessionState.PLANNED)
    recent = with_people(past).filter(starts_at__gte=now - LATELY)
    return [row(session, now) for session in recent.order_by("-starts_at", "pk")]


def everybodys(actor: Actor, now: datetime) -> list[Row]:
    """For whoever plans supervision: that sessions take place, and when."""
    around = with_people(Session.objects.visible_to(actor)).filter(starts_at__gte=now - LATELY)
    return [row(session, now) for session in around.order_by("-starts_at", "pk")]


def row(session: Session, now: datetime) -> Row:
    """One session as a list shows it."""
    return Row(
        id=session.pk,
        kind=session.get_kind_display(),
        when=exact(session.starts_at),
        minutes=session.minutes,
        led_by=session.led_by.pseudonym,
        people=[one.account.pseudonym for one in session.attendances.all()],
        state=session.get_state_display(),
        waits_for_an_answer=session.is_planned and session.has_begun(now),
    )


def mine(account: Account, now: datetime) -> Standing:
    """How one stands oneself."""
    return _standings([account], now)[0]


def those_i_supervise(actor: Actor, now: datetime) -> list[Standing]:
    """The people one supervises, by duty name."""
    mine_to_see = Arrangement.objects.visible_to(actor).filter(supervisor_id=actor.id, account__is_active=True)
    people = [one.account for one in mine_to_see.select_related("account").order_by("account__pseudonym")]
    return _standings(people, now)


def everybody(actor: Actor, now: datetime) -> list[Standing]:
    """For whoever plans supervision: everybody on the team, by duty name."""
    return _standings(list(roster.visible_to(actor)), now) if allows(actor, Permission.SUPERVISION_PLAN, SITE) else []


def _standings(people: Sequence[Account], now: datetime) -> list[Standing]:
    ids = [person.pk for person in people]
    dues = supervision_due.of(ids, now)
    arranged = {one.account_id: one for one in Arrangement.objects.filter(account__in=ids).select_related("supervisor")}
    planned = Attendance.objects.filter(
        account__in=ids, session__kind=Kind.ONE_TO_ONE, session__state=SessionState.PLANNED, session__starts_at__gt=now
    )
    next_at = dict(planned.order_by("-session__starts_at").values_list("account_id", "session__starts_at"))
    return [_standing(one, dues[one.pk], arranged.get(one.pk), next_at.get(one.pk), now) for one in people]


def _standing(
    person: Account, due: Due, arranged: Arrangement | None, next_at: datetime | None, now: datetime
) -> Standing:
    every = supervision_due.rhythm(person.stage, arranged.every_days if arranged else None)
    return Standing(
        account=person,
        supervisor=arranged.supervisor.pseudonym if arranged and arranged.supervisor else "",
        rhythm="every week" if every.days == 7 else gettext("at least every {days} days").format(days=every.days),
        last=_day(due.last_at),
        due=_day(due.due_at),
        is_overdue=due.is_overdue(now),
        is_stopped=due.is_stopped(now),
        is_soon_stopped=due.is_soon_stopped(now),
        stops=_day(due.stops_at),
        next=exact(next_at) if next_at else "",
    )


def _day(moment: datetime | None) -> str:
    then = local(moment) if moment else None
    return f"{spelled(then, '%A')} {then.day} {spelled(then, '%B')}" if then else ""
