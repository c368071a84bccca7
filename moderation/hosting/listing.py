"""The sessions of today and to come, what the rota still lacks for each, and the log of those that were. No words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.when import local
from forum.rooms.models import ChatSession, SessionKind, SessionState
from moderation.rota.counted import PROVEN, away_then, counted_as
from moderation.rota.models import HERE, Duty, Place

AHEAD = timedelta(days=28)
LOGGED = 50

HOST, SECOND, PROVEN_ONE, ON_CALL = "a moderator", "a second moderator", "somebody past probation", "somebody on call"


@dataclass(frozen=True)
class Planned:
    """A session, and what the rota lacks at its time."""

    session: ChatSession
    lacks: tuple[str, ...]

    @property
    def told(self) -> str:
        """What it still needs, in a sentence."""
        if not self.lacks:
            return "The rota has everybody it needs."
        return gettext("The rota still needs {and_them}.").format(and_them=_and(self.lacks))


@dataclass(frozen=True)
class Sessions:
    """What is on: open now or planned for today, and later."""

    today: Sequence[Planned]
    later: Sequence[Planned]


def sessions_for(actor: Actor, now: datetime) -> Sessions:
    """What `actor` sees of the coming weeks. Two questions."""
    running = Q(state__in=(SessionState.OPEN, SessionState.PAUSED, SessionState.CLOSING))
    coming = Q(state=SessionState.PLANNED, ends_at__gt=now, starts_at__lt=now + AHEAD)
    found = ChatSession.objects.visible_to(actor).filter(running | coming).select_related("host", "member")
    rows = planned(found.order_by("starts_at", "pk"))
    day = local(now).date()
    today = [one for one in rows if one.session.is_running or local(one.session.starts_at).date() <= day]
    return Sessions(today, [one for one in rows if one not in today])


def planned(sessions: Iterable[ChatSession]) -> list[Planned]:
    """Each session with what the rota lacks while it is on. One question more."""
    rows = list(sessions)
    if not rows:
        return []
    places = _places(min(one.starts_at for one in rows), max(one.ends_at for one in rows))
    return [Planned(one, _lacks(one, places)) for one in rows]


def logged(actor: Actor) -> list[ChatSession]:
    """The last sessions that came to their end, the newest first."""
    over = (SessionState.CLOSED, SessionState.CANCELLED)
    found = ChatSession.objects.visible_to(actor).filter(state__in=over).select_related("host")
    return list(found.order_by("-starts_at", "-pk")[:LOGGED])


def offered_by(actor: Account, now: datetime) -> list[ChatSession]:
    """The times for a talk of two that `actor` offers, from now on."""
    mine = ChatSession.objects.visible_to(actor).filter(kind=SessionKind.SUPPORT, host_id=actor.pk, ends_at__gt=now)
    open_ = mine.exclude(state__in=(SessionState.CLOSED, SessionState.CANCELLED)).select_related("member")
    return list(open_.order_by("starts_at", "pk"))


def _places(start: datetime, end: datetime) -> list[Place]:
    touching = Q(shift__starts_at__lt=end, shift__ends_at__gt=start, signed_off_at__isnull=True)
    found = Place.objects.filter(~away_then(), counted_as(*HERE, Duty.ON_CALL), touching)
    return list(found.select_related("shift", "account"))


def _lacks(session: ChatSession, places: Sequence[Place]) -> tuple[str, ...]:
    """What is missing at any moment of the session: at its beginning, or where one shift ends and another begins."""
    start, end = session.starts_at, session.ends_at
    turns = (edge for one in places for edge in (one.shift.starts_at, one.shift.ends_at))
    edges = {start, *(edge for edge in turns if start < edge < end)}
    missing = {lack for edge in edges for lack in _lacks_at(edge, places)}
    return tuple(one for one in (HOST, SECOND, PROVEN_ONE, ON_CALL) if one in missing)


def _lacks_at(moment: datetime, places: Sequence[Place]) -> Iterable[str]:
    running = [one for one in places if one.shift.starts_at <= moment < one.shift.ends_at]
    here = {one.account_id: one.account.stage for one in running if one.duty in HERE}
    if not here:
        yield HOST
    if len(here) < 2:
        yield SECOND
    elif not PROVEN & set(here.values()):
        yield PROVEN_ONE
    if not any(one.duty == Duty.ON_CALL for one in running):
        yield ON_CALL


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
