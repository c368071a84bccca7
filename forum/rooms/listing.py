"""What is on: the sessions that run, and those that come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from forum.accounts.actors import Actor
from forum.rooms.models import Attendance, ChatSession, Detail, SessionKind, SessionState, Standing
from forum.rooms.models.sessions import RUNNING

# More than anybody plans; a page has an end.
MOST = 60


@dataclass(frozen=True)
class SessionLine:
    """One session as it is announced. `mine` says where whoever reads it stands there, if they came."""

    id: UUID
    kind: SessionKind
    title: str
    purpose: str
    detail: str
    for_whom: str
    host_name: str
    starts_at: datetime
    ends_at: datetime
    state: SessionState
    mine: Standing | None

    @property
    def is_open(self) -> bool:
        """Can somebody new come in?"""
        return self.state in (SessionState.OPEN, SessionState.PAUSED)

    @property
    def is_one_to_one(self) -> bool:
        return self.kind == SessionKind.SUPPORT


@dataclass(frozen=True)
class WhatIsOn:
    """What runs now and what comes, the next one first. `next_at` is when that is planned to begin."""

    now: list[SessionLine]
    coming: list[SessionLine]

    @property
    def next_at(self) -> datetime | None:
        return self.coming[0].starts_at if self.coming else None


def what_is_on(actor: Actor, now: datetime) -> WhatIsOn:
    """Groups, and the one-to-one time that `actor` booked. What should have begun and has not is still to come. Two
    questions."""
    ahead = Q(state__in=RUNNING) | Q(state=SessionState.PLANNED, ends_at__gt=now)
    theirs = Q(kind=SessionKind.GROUP) | (Q(member_id=actor.id) if actor.id else Q())
    found = ChatSession.objects.visible_to(actor).filter(ahead, theirs).select_related("host")
    sessions = list(found.order_by("starts_at", "pk")[:MOST])
    standing = _standing(actor, sessions)
    lines = [_line(session, standing.get(session.pk)) for session in sessions]
    running = [line for line in lines if line.state in RUNNING]
    return WhatIsOn(now=running, coming=[line for line in lines if line.state not in RUNNING])


def _standing(actor: Actor, sessions: list[ChatSession]) -> dict[UUID, Standing]:
    if actor.id is None:
        return {}
    mine = Attendance.objects.filter(account_id=actor.id, session__in=[session.pk for session in sessions])
    return {session_id: Standing(at) for session_id, at in mine.values_list("session_id", "standing")}


def _line(session: ChatSession, mine: Standing | None) -> SessionLine:
    return SessionLine(
        id=session.pk,
        kind=SessionKind(session.kind),
        title=session.title,
        purpose=session.purpose,
        detail=Detail(session.detail).label,
        for_whom=session.for_whom,
        host_name=session.host.pseudonym if session.host else "",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        state=SessionState(session.state),
        mine=mine,
    )
