"""The keeper of one session: what the moment asks of it, and nothing else. It looks at what is, never at what happened,
so it may look twice, late, or from two places at once.

Too few of the team: said once, with a time of grace. Nobody of the team at all: a breathing space until a host is back,
because nobody would see what is written. Still too few after the grace, or its time over: the closing round. After the
round, the end. Never opened: over without anybody.
"""

from datetime import datetime

from django.conf import settings

from forum.core.events import publish
from forum.rooms.events import ChatChanged
from forum.rooms.models import ChatSession, ClosedFor, SessionState
from moderation.hosting import ending, safety, telling, turns
from moderation.hosting.events import ChatPaused, ChatSafeAgain, ChatShort
from moderation.rota.cover import Cover, fresh_cover


def keep(session: ChatSession, now: datetime) -> bool:
    """Do what is due for a locked session. True if anything was."""
    if session.state == SessionState.PLANNED:
        return _nobody_came(session, now)
    if not session.is_running:
        return False
    if session.state == SessionState.CLOSING and session.closing_until is not None and session.closing_until <= now:
        ending.end(session, now=now, actor_id=None)
        return True
    if _is_time_over(session, now):
        until = ending.closing_time(now)
        ending.begin(session, why=ClosedFor.TIME, until=until, words=ending.TIME_IS_OVER, actor_id=None)
        return True
    return _watch(session, now)


def _nobody_came(session: ChatSession, now: datetime) -> bool:
    if session.ends_at > now:
        return False
    ending.end(session, now=now, actor_id=None, why=ClosedFor.NOBODY)
    if session.member is not None:
        telling.tell_whoever_booked(session, session.member)
    return True


def _is_time_over(session: ChatSession, now: datetime) -> bool:
    return session.state != SessionState.CLOSING and session.ends_at <= now


def _watch(session: ChatSession, now: datetime) -> bool:
    """Are enough of the team there?"""
    cover = fresh_cover(now)
    missing = safety.look(session, cover)
    if not missing:
        return _safe_again(session)
    paused = _pause_without_a_host(session, cover)
    if session.short_since is None:
        turns.write(session, short_since=now)
        telling.call_for_help(session, cover)
        _tell(session, ChatShort(actor_id=None, session_id=session.pk))
        return True
    return (now >= session.short_since + settings.CHAT["grace"] and _give_up(session, now)) or paused


def _pause_without_a_host(session: ChatSession, cover: Cover) -> bool:
    """The host who comes back ends the breathing space."""
    if session.state != SessionState.OPEN or not safety.is_alone(session, cover):
        return False
    event = ChatPaused(actor_id=None, session_id=session.pk)
    turns.take(session, event, state=SessionState.PAUSED, host_words=ending.NO_HOST)
    return True


def _safe_again(session: ChatSession) -> bool:
    if session.short_since is None:
        return False
    turns.write(session, short_since=None)
    _tell(session, ChatSafeAgain(actor_id=None, session_id=session.pk))
    return True


def _give_up(session: ChatSession, now: datetime) -> bool:
    """Nobody was found in time. A closing round that goes on already becomes no longer than this one would be."""
    until = ending.closing_time(now)
    if session.state != SessionState.CLOSING:
        ending.begin(session, why=ClosedFor.COVER, until=until, words=ending.TOO_FEW, actor_id=None)
        return True
    if session.closing_until is not None and session.closing_until <= until:
        return False
    turns.write(session, closing_until=until)
    publish(ChatChanged(actor_id=None, session_id=session.pk))
    return True


def _tell(session: ChatSession, event: ChatShort | ChatSafeAgain) -> None:
    publish(ChatChanged(actor_id=None, session_id=session.pk))
    publish(event)
