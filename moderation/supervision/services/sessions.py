"""Sessions: planned, moved, cancelled, held."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotNow, Refusal
from forum.core.when import exact
from moderation.nudges.services import tell
from moderation.supervision.events import SessionCancelled, SessionHeld, SessionMoved, SessionPlanned
from moderation.supervision.models import Arrangement, Attendance, Kind, Session, SessionState


class NoSupervisorYet(NotNow):
    """There is nobody yet with whom to plan a time."""

    code = "no_supervisor"
    message = "Nobody has been named as supervisor yet. The managers know, and name somebody."


class NobodyChosen(Refusal):
    """A group of nobody."""

    code = "nobody_chosen"
    message = "Choose at least one person besides yourself."


class NotBegunYet(NotNow):
    """What is still to come did not take place."""

    code = "not_begun"
    message = "This session has not begun yet. You can say that it took place once it has."


class NobodyCame(Refusal):
    """A session that nobody came to."""

    code = "nobody_came"
    message = "If nobody came, cancel the session or move it to another time. Nobody is asked why."


@transaction.atomic
def plan_one_to_one(*, actor: Account, arrangement: Arrangement, starts_at: datetime, minutes: int) -> Session:
    """Plan a time for the two people of an arrangement. Planned twice at the same time it is one session."""
    authorize(actor, Permission.SUPERVISION_HOLD, arrangement)
    arrangement = Arrangement.objects.select_for_update(of=("self",)).get(pk=arrangement.pk)
    supervisor = arrangement.supervisor
    if supervisor is None:
        raise NoSupervisorYet
    return _plan(actor, Kind.ONE_TO_ONE, supervisor, [arrangement.account], starts_at, minutes)


@transaction.atomic
def plan_group(*, actor: Account, kind: Kind, people: Iterable[Account], starts_at: datetime, minutes: int) -> Session:
    """Plan group support or coaching that `actor` leads, for several people or one."""
    authorize(actor, Permission.SUPERVISION_LEAD, SITE)
    others = [person for person in people if person.pk != actor.pk]
    if not others:
        raise NobodyChosen
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    return _plan(actor, kind, actor, others, starts_at, minutes)


@transaction.atomic
def move(*, actor: Account, session: Session, starts_at: datetime, minutes: int) -> Session:
    """Another time. Everybody who is expected is told."""
    session = _as_it_is_now(session)
    authorize(actor, Permission.SUPERVISION_HOLD, session)
    if (session.starts_at, session.minutes) != (starts_at, minutes):
        session.starts_at, session.minutes = starts_at, minutes
        session.save(update_fields=["starts_at", "minutes"])
        _tell(actor.pk, session, f"moved:{starts_at.isoformat()}", "was moved to")
        publish(SessionMoved(actor_id=actor.pk, supervision_session_id=session.pk))
    return session


@transaction.atomic
def cancel(*, actor: Account, session: Session) -> Session:
    """It does not take place. Nobody has to say why; cancelled twice is cancelled once."""
    session = _as_it_is_now(session)
    if session.state == SessionState.CANCELLED:
        authorize(actor, Permission.SUPERVISION_READ, session)
        return session
    authorize(actor, Permission.SUPERVISION_HOLD, session)
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    _tell(actor.pk, session, "cancelled", "is cancelled. It was planned for")
    publish(SessionCancelled(actor_id=actor.pk, supervision_session_id=session.pk))
    return session


@transaction.atomic
def took_place(*, actor: Account, session: Session, came: Collection[UUID] = ()) -> Session:
    """It took place, and who came. Of two people both came; nobody is asked why somebody did not."""
    session = _as_it_is_now(session)
    if session.state == SessionState.HELD:
        authorize(actor, Permission.SUPERVISION_READ, session)
        return session
    authorize(actor, Permission.SUPERVISION_HOLD, session)
    if not session.has_begun(clock.now()):
        raise NotBegunYet
    expected = list(session.attendances.all())
    here = [one for one in expected if session.is_between_two or one.account_id in came]
    if not here:
        raise NobodyCame
    for one in expected:
        one.came = one in here
        one.save(update_fields=["came"])
    session.state = SessionState.HELD
    session.save(update_fields=["state"])
    publish(SessionHeld(actor_id=actor.pk, supervision_session_id=session.pk))
    return session


@transaction.atomic
def cancel_without(*, account_id: UUID) -> None:
    """Somebody left the team: what they lead and what was between the two of them is cancelled, and the others are
    told; at the rest they are no longer expected."""
    coming = Session.objects.planned().filter(starts_at__gt=clock.now()).select_related("led_by")
    theirs = Q(led_by=account_id) | Q(kind=Kind.ONE_TO_ONE, attendances__account=account_id)
    for session in list(coming.filter(theirs).distinct()):
        session.state = SessionState.CANCELLED
        session.save(update_fields=["state"])
        _tell(account_id, session, "cancelled", "is cancelled. It was planned for")
    Attendance.objects.filter(account=account_id, session__in=coming).delete()


def _plan(
    actor: Account, kind: Kind, leader: Account, people: list[Account], starts_at: datetime, minutes: int
) -> Session:
    same = Session.objects.planned().filter(kind=kind, led_by=leader, starts_at=starts_at)
    earlier = same.filter(attendances__account=people[0]).first()
    if earlier:
        return earlier
    session = Session.objects.create(kind=kind, led_by=leader, starts_at=starts_at, minutes=minutes)
    Attendance.objects.bulk_create([Attendance(session=session, account=person) for person in people])
    if not session.has_begun(clock.now()):
        _tell(actor.pk, session, "planned", "is planned for")
    publish(SessionPlanned(actor_id=actor.pk, supervision_session_id=session.pk))
    return session


def _as_it_is_now(session: Session) -> Session:
    """The session as the database has it, held until this transaction ends: two people may press at once."""
    return Session.objects.select_for_update(of=("self",)).select_related("led_by").get(pk=session.pk)


def _tell(by: UUID, session: Session, what: str, words: str) -> None:
    """A line to everybody else who is part of it."""
    others = {session.led_by_id, *session.attendances.values_list("account_id", flat=True)} - {by}
    tell(
        accounts=sorted(others),
        key=f"supervision.session:{session.pk}:{what}",
        words=f"{session.get_kind_display()} with {session.led_by.pseudonym} {words} {exact(session.starts_at)}.",
        href=reverse("supervision:session", args=[session.pk]),
    )
