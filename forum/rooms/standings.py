"""Where people stand in sessions, read for many at once. For delivery, which asks for everybody who listens: whom it
concerns it knows already, and it shows nobody what is another's."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from forum.rooms.models import Attendance, ChatSession, SessionState, Standing
from forum.rooms.models.sessions import RUNNING

PART = 500  # As many values one question carries.


def at_the_door(session_id: UUID, account_id: UUID) -> tuple[Attendance | None, list[Attendance]]:
    """How somebody stands in a session, with the session, and its hosts, who came first comes first. One question."""
    wanted = Attendance.objects.filter(Q(account_id=account_id) | Q(as_host=True), session_id=session_id)
    people = list(wanted.select_related("session", "account").order_by("entered_at", "account__pseudonym"))
    own = next((one for one in people if one.account_id == account_id), None)
    return own, [one for one in people if one.as_host]


def attendances(ids: Iterable[UUID]) -> dict[UUID, Attendance]:
    """These attendances by their identifiers. Who is not there any more is left out."""
    return {one.pk: one for part in _parts(ids) for one in Attendance.objects.filter(pk__in=part)}


def standings(ids: Iterable[UUID]) -> dict[UUID, tuple[Standing, SessionState]]:
    """How these stand, and how their session is. Who is not there any more is left out."""
    found: dict[UUID, tuple[Standing, SessionState]] = {}
    for part in _parts(ids):
        rows = Attendance.objects.filter(pk__in=part).values_list("pk", "standing", "session__state")
        found.update((pk, (Standing(standing), SessionState(state))) for pk, standing, state in rows)
    return found


def those_out(session_ids: Iterable[UUID]) -> set[UUID]:
    """Of all who ever came to these sessions, those who are not in now. Far fewer than those who are."""
    found: set[UUID] = set()
    for part in _parts(session_ids):
        rows = Attendance.objects.filter(session__in=part).exclude(standing=Standing.IN)
        found.update(rows.values_list("pk", flat=True))
    return found


def those_not_over(session_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these sessions are there and not over."""
    over = (SessionState.CLOSED, SessionState.CANCELLED)
    return {
        pk
        for part in _parts(session_ids)
        for pk in ChatSession.objects.filter(pk__in=part).exclude(state__in=over).values_list("pk", flat=True)
    }


def sessions_of(account_id: UUID) -> list[UUID]:
    """The running sessions that somebody is in."""
    here = Attendance.objects.filter(account_id=account_id, standing=Standing.IN, session__state__in=RUNNING)
    return list(here.values_list("session_id", flat=True))


def _parts(values: Iterable[UUID]) -> list[list[UUID]]:
    every = list(values)
    return [every[start : start + PART] for start in range(0, len(every), PART)]
