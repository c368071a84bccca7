"""What the service itself does for sessions, by the clock and after every change of cover."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from forum.core.events import publish
from forum.rooms.models import Call, ChatSession, SessionKind, SessionState
from forum.rooms.models.sessions import RUNNING
from moderation.hosting import keeper, offers, telling, turns
from moderation.hosting.events import CallOverdue
from moderation.rota.cover import fresh_cover

log = logging.getLogger(__name__)


def look_after(*, now: datetime) -> int:
    """Do what is due for every session: how many changed. Done twice at once, it is done once."""
    due = Q(state__in=RUNNING) | Q(state=SessionState.PLANNED, ends_at__lte=now)
    return sum(_on_its_own(pk, now) for pk in _ids(due)) + ring_late(now=now)


@transaction.atomic
def look_at(*, session_id: UUID, now: datetime) -> bool:
    """Do what is due for one session. True if anything was."""
    session = turns.find(session_id)
    return session is not None and keeper.keep(session, now)


@transaction.atomic
def ring_late(*, now: datetime) -> int:
    """Calls that no host answered in time: whoever is on call hears of each, once."""
    late = Call.objects.waiting().filter(due_at__lte=now, rung_at__isnull=True, session__state__in=RUNNING)
    calls = list(late.select_for_update(of=("self",), skip_locked=True).select_related("session"))
    if not calls:
        return 0
    Call.objects.filter(pk__in=[call.pk for call in calls]).update(rung_at=now)
    telling.ring(calls, fresh_cover(now))
    for call in calls:
        publish(CallOverdue(actor_id=None, session_id=call.session_id, call_id=call.pk))
    return len(calls)


def check_offers(*, now: datetime) -> int:
    """Times for one to one whose host is not on that shift any more: whoever booked one hears of it while it helps."""
    coming = Q(state=SessionState.PLANNED, kind=SessionKind.SUPPORT, starts_at__gt=now)
    return sum(_drop_if_left(session_id=pk) for pk in _ids(coming))


@transaction.atomic
def forget_host(*, account_id: UUID) -> None:
    """Somebody left the team: their one-to-one times do not take place, and their groups look for another host."""
    planned = ChatSession.objects.filter(state=SessionState.PLANNED, host_id=account_id).order_by("pk")
    sessions = list(planned.select_for_update(of=("self",), no_key=True))
    for session in sessions:
        if session.is_one_to_one:
            offers.drop(session)
        else:
            turns.write(session, host=None)


@transaction.atomic
def _drop_if_left(*, session_id: UUID) -> bool:
    session = turns.find(session_id)
    if session is None or session.state != SessionState.PLANNED or offers.still_stands(session):
        return False
    offers.drop(session)
    return True


def _on_its_own(session_id: UUID, now: datetime) -> bool:
    """`look_at`; a session that gives trouble leaves no other one alone."""
    try:
        return look_at(session_id=session_id, now=now)
    except Exception:
        log.exception("A session could not be looked after; it will be tried again.")
        return False


def _ids(which: Q) -> list[UUID]:
    return list(ChatSession.objects.filter(which).order_by("starts_at", "pk").values_list("pk", flat=True))
