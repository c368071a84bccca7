"""One-to-one times: each lies inside a confirmed place of whoever offers it, and goes with that place."""

from datetime import datetime
from uuid import UUID

from forum.rooms.models import ChatSession, SessionKind, SessionState
from forum.rooms.models.sessions import RUNNING
from moderation.hosting import telling, turns
from moderation.hosting.events import ChatCancelled
from moderation.rota.counted import away_then, counted_as
from moderation.rota.models import HERE, Place


def on_shift(account_id: UUID, start: datetime, end: datetime) -> bool:
    """Is this person planned to be here for the whole of that time?"""
    around = Place.objects.filter(account=account_id, shift__starts_at__lte=start, shift__ends_at__gte=end)
    return bool(around.filter(counted_as(*HERE), ~away_then(), signed_off_at__isnull=True).exists())


def in_the_way(account_id: UUID, start: datetime, end: datetime) -> bool:
    """Would this person be needed elsewhere then? A group takes two of the team, so it leaves nobody over."""
    same_time = ChatSession.objects.filter(starts_at__lt=end, ends_at__gt=start)
    standing = same_time.filter(state__in=(SessionState.PLANNED, *RUNNING))
    return standing.filter(host_id=account_id).exists() or standing.filter(kind=SessionKind.GROUP).exists()


def still_stands(session: ChatSession) -> bool:
    """Is whoever offered this time still on that shift?"""
    return session.host_id is not None and on_shift(session.host_id, session.starts_at, session.ends_at)


def drop(session: ChatSession) -> None:
    """A locked one-to-one time does not take place, and whoever booked it hears of it."""
    member = session.member
    if member is not None:
        telling.tell_whoever_booked(session, member)
    cancelled = ChatCancelled(actor_id=None, session_id=session.pk)
    turns.take(session, cancelled, state=SessionState.CANCELLED, member=None)
