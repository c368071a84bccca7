"""Object rules for whoever holds a session. Being on duty opens it, and being in the room as a host; which of the hosts
somebody is makes no difference."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.permissions import SITE, Permission, Role, Site, refusal_for, rule
from forum.core import clock
from forum.core.refusals import NotGranted, NotNow, Refusal
from forum.core.when import exact
from forum.rooms.models import Attendance, Call, Channel, ChatSession, Message, SessionState
from forum.rooms.models.attendances import hosted_by
from moderation.hosting import safety
from moderation.rota.cover import is_on_duty

# So long before its time the hosts come in and open a session.
EARLY = timedelta(minutes=15)


class NotOnShift(NotNow):
    """A moderator whose shift has not begun, or is over."""

    code = "not_on_shift"
    message = (
        "You are not on shift, so the sessions are in the hands of whoever is on duty. "
        "They open to you when you sign on to your next shift."
    )
    next_step = "rota:shifts"


class NotYet(NotNow):
    """Somebody would open a session, and something is missing. `missing` says what, a sentence each."""

    code = "not_safe_yet"
    next_step = "hosting:list"

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(" ".join(missing))


class TooEarly(NotNow):
    """Its time has not come."""

    code = "too_early"
    next_step = "hosting:list"

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(
            gettext("You can come in and open this session from {exact}.").format(exact=exact(starts_at - EARLY))
        )


class AlreadyOver(NotNow):
    """The session has ended, or does not take place."""

    code = "already_over"
    message = "This session is over, so there is nothing left to do here."
    next_step = "hosting:list"


class NotOpenYet(NotNow):
    """Nobody has opened it."""

    code = "not_open_yet"
    message = "This session is not open yet."
    next_step = "hosting:list"


class ComeInFirst(NotNow):
    """Holding a session belongs to whoever is in its room."""

    code = "come_in_first"
    message = "Come into the room first, so that the others know you are here."
    next_step = "hosting:list"


class OnesOwnWords(NotNow):
    """Nobody decides about their own message."""

    code = "ones_own_words"
    message = "This is your own message. You can take it back; anything else is for the other host."


@rule(Permission.CHAT_HOST, Site)
def chat_is_held_on_shift(actor: Actor, site: Site) -> Refusal | None:
    return None if is_on_duty(actor, clock.now()) else NotOnShift()


@rule(Permission.CHAT_HOST, ChatSession)
def a_group_or_ones_own_one_to_one_around_its_time(actor: Actor, session: ChatSession) -> Refusal | None:
    """Whom a one-to-one is for is between the two of them."""
    if session.is_one_to_one and session.host_id != actor.id:
        return NotGranted()
    if session.is_over:
        return AlreadyOver()
    if not session.is_running and clock.now() < session.starts_at - EARLY:
        return TooEarly(session.starts_at)
    return chat_is_held_on_shift(actor, SITE)


@rule(Permission.CHAT_OPEN, ChatSession)
def a_planned_session_with_enough_of_the_team(actor: Actor, session: ChatSession) -> Refusal | None:
    """By the rota as the database has it now: what was so a moment ago opens nothing."""
    refusal = a_group_or_ones_own_one_to_one_around_its_time(actor, session)
    if refusal is not None:
        return refusal
    if session.is_running:
        return NotNow("This session is open already.")
    if session.ends_at <= clock.now():
        return AlreadyOver("The time of this session is over. You can plan another one.")
    if session.is_one_to_one and session.member_id is None:
        return NotNow("Nobody has booked this time, so there is nobody to open it for.")
    missing = safety.now_missing(session, clock.now(), arriving=actor.id)
    return NotYet(missing) if missing else None


@rule(Permission.CHAT_STEER, ChatSession)
def a_running_session_one_is_in(actor: Actor, session: ChatSession) -> Refusal | None:
    refusal = a_group_or_ones_own_one_to_one_around_its_time(actor, session)
    if refusal is not None:
        return refusal
    if not session.is_running:
        return NotOpenYet()
    return None if hosted_by(actor).filter(pk=session.pk).exists() else ComeInFirst()


@rule(Permission.CHAT_PLAN, ChatSession)
def what_is_planned(actor: Actor, session: ChatSession) -> Refusal | None:
    """A one-to-one is changed by whoever offers it, or a manager."""
    if session.is_one_to_one and actor.role != Role.MANAGER and session.host_id != actor.id:
        return NotGranted()
    if session.state == SessionState.PLANNED:
        return None
    return AlreadyOver() if session.is_over else NotNow("This session has begun, so its plan stays as it is.")


@rule(Permission.MESSAGE_MODERATE, Message)
def somebody_elses_message_in_a_session_one_holds(actor: Actor, message: Message) -> Refusal | None:
    """What the hosts say among themselves is moderated by nobody."""
    if message.is_withdrawn or message.channel == Channel.HOSTS:
        return NotGranted()
    refusal = in_a_session_one_holds(actor, message.session_id)
    return refusal or (OnesOwnWords() if message.author_id == actor.id else None)


@rule(Permission.MESSAGE_HAND_ON, Message)
def what_a_member_wrote_in_a_session_one_holds(actor: Actor, message: Message) -> Refusal | None:
    refusal = somebody_elses_message_in_a_session_one_holds(actor, message)
    if refusal is not None:
        return refusal
    if message.author.role != Role.MEMBER:
        return NotNow("This was written by one of the team. Speak with them, or with the practitioner on call.")
    # Whoever hands on needs what the desk asks for.
    return refusal_for(actor, Permission.DESK_OPEN, SITE)


@rule(Permission.MEMBER_LET_IN, Attendance)
@rule(Permission.MEMBER_QUIET, Attendance)
@rule(Permission.MEMBER_REMOVE, Attendance)
@rule(Permission.ASIDE_SPEAK, Attendance)
def a_member_in_a_session_one_holds(actor: Actor, attendance: Attendance) -> Refusal | None:
    if attendance.as_host:
        return NotGranted()
    return in_a_session_one_holds(actor, attendance.session_id)


@rule(Permission.CALL_TAKE, Call)
def a_call_in_a_session_one_holds(actor: Actor, call: Call) -> Refusal | None:
    return in_a_session_one_holds(actor, call.session_id)


def in_a_session_one_holds(actor: Actor, session_id: UUID) -> Refusal | None:
    """In the room as a host, on shift; for a little while after the end too."""
    off = chat_is_held_on_shift(actor, SITE)
    if off is not None:
        return off
    return None if hosted_by(actor).filter(pk=session_id).exists() else NotGranted()
