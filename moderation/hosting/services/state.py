"""The verbs of a running session: open it, give it a breathing space, set its pace, bring it to its end.

`seen` is the turn that the host's page showed. Each verb holds the session, looks whether anything changed since then,
and asks again whether the actor may.
"""

from datetime import timedelta

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import Event
from forum.core.refusals import Refusal
from forum.core.text import clean
from forum.rooms.models import Attendance, ChatSession, ClosedFor, SessionState
from moderation.hosting import ending, presence, turns
from moderation.hosting.events import ChatClosed, ChatClosing, ChatOpened, ChatPaceSet, ChatPaused, ChatResumed

SLOWEST = 300
LONGEST_ROUND = 15


class NotInThisState(Refusal):
    """The button belongs to another moment of the session."""

    code = "not_in_this_state"


class ClosingRoundFirst(Refusal):
    """Nobody is cut off in the middle of a sentence."""

    code = "closing_round_first"
    message = (
        "People are here and may be writing. Begin the closing round first, so that they can finish. "
        "If it has to stop at once, give the room a breathing space; then you can close it."
    )


@transaction.atomic
def open_session(*, actor: Account, session: ChatSession, seen: int) -> ChatSession:
    """Open a planned session. Whoever opens it comes in with the same press."""
    session, is_repeat = _at_turn(actor, session, seen, ChatOpened)
    if is_repeat:
        return session
    authorize(actor, Permission.CHAT_OPEN, session)
    now = clock.now()
    presence.come_in(session, actor, now)
    turns.take(session, ChatOpened(actor_id=actor.pk, session_id=session.pk), state=SessionState.OPEN, opened_at=now)
    return session


@transaction.atomic
def pause(*, actor: Account, session: ChatSession, seen: int, words: str = "") -> ChatSession:
    """A breathing space: nobody but the hosts writes until it ends. Everybody reads the host's words."""
    session, is_repeat = _steering(actor, session, seen, ChatPaused)
    if is_repeat:
        return session
    if session.state != SessionState.OPEN:
        raise NotInThisState("The room is not open for writing at the moment, so there is nothing to pause.")
    turns.take(
        session,
        ChatPaused(actor_id=actor.pk, session_id=session.pk),
        state=SessionState.PAUSED,
        host_words=clean(words).strip(),
    )
    return session


@transaction.atomic
def resume(*, actor: Account, session: ChatSession, seen: int) -> ChatSession:
    """The breathing space is over."""
    session, is_repeat = _steering(actor, session, seen, ChatResumed)
    if is_repeat:
        return session
    if session.state != SessionState.PAUSED:
        raise NotInThisState("The room has no breathing space at the moment, so there is nothing to end.")
    turns.take(session, ChatResumed(actor_id=actor.pk, session_id=session.pk), state=SessionState.OPEN, host_words="")
    return session


@transaction.atomic
def set_pace(
    *,
    actor: Account,
    session: ChatSession,
    seen: int,
    is_listen_only: bool,
    slow_seconds: int,
    holds_all: bool,
    holds_newcomers: bool,
) -> ChatSession:
    """Slower, listening only, or read by a host first. What waits already goes on waiting until a host read it."""
    session, is_repeat = _steering(actor, session, seen, ChatPaceSet)
    if is_repeat:
        return session
    turns.take(
        session,
        ChatPaceSet(actor_id=actor.pk, session_id=session.pk),
        is_listen_only=is_listen_only,
        slow_seconds=max(0, min(slow_seconds, SLOWEST)),
        holds_all=holds_all,
        holds_newcomers=holds_newcomers,
    )
    return session


@transaction.atomic
def begin_closing(*, actor: Account, session: ChatSession, seen: int, words: str = "", minutes: int = 5) -> ChatSession:
    """The closing round: everybody finishes, and then the session is over by itself."""
    session, is_repeat = _steering(actor, session, seen, ChatClosing)
    if is_repeat:
        return session
    if session.state == SessionState.CLOSING:
        raise NotInThisState("The closing round has begun already.")
    until = clock.now() + timedelta(minutes=max(1, min(minutes, LONGEST_ROUND)))
    ending.begin(session, why=ClosedFor.ROUND, until=until, words=clean(words).strip(), actor_id=actor.pk)
    return session


@transaction.atomic
def close(*, actor: Account, session: ChatSession, seen: int) -> ChatSession:
    """The session is over now."""
    session, is_repeat = _steering(actor, session, seen, ChatClosed)
    if is_repeat:
        return session
    now = clock.now()
    members = Attendance.objects.filter(session=session).of_members()
    if session.state == SessionState.OPEN and members.here(now).exists():
        raise ClosingRoundFirst
    ending.end(session, now=now, actor_id=actor.pk)
    return session


def _at_turn(actor: Account, session: ChatSession, seen: int, act: type[Event]) -> tuple[ChatSession, bool]:
    """The session as it is now, held; and whether this is the same press a second time."""
    authorize(actor, Permission.CHAT_HOST, SITE)
    session = turns.lock(session.pk)
    return session, turns.is_repeat(session, actor, seen, act)


def _steering(actor: Account, session: ChatSession, seen: int, act: type[Event]) -> tuple[ChatSession, bool]:
    session, is_repeat = _at_turn(actor, session, seen, act)
    if not is_repeat:
        authorize(actor, Permission.CHAT_STEER, session)
    return session, is_repeat
