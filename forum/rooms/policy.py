"""Object rules for sessions. What needs cover or a shift belongs to moderation, which registers its rules."""

from datetime import datetime

from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, refusal_for, rule
from forum.confidentiality.policy import notice_first
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from forum.core.when import local
from forum.rooms.models import Attendance, Call, ChatSession, Message, Mode, SessionState, Standing
from forum.rooms.models.attendances import hosted_by
from forum.rooms.refusals import (
    AskedToLeave,
    ListenOnly,
    NotInRoom,
    NotOpenYet,
    OneAtATime,
    OnlyListening,
    Quiet,
    RoomClosed,
    RoomClosing,
    RoomPaused,
    Taken,
    TimePassed,
)


@rule(Permission.CHAT_READ, ChatSession)
def groups_and_ones_own_time(actor: Actor, session: ChatSession) -> Refusal | None:
    if not session.is_one_to_one or actor.role == Role.MANAGER:
        return None
    if actor.role == Role.MEMBER:
        is_free = session.member_id is None and session.state == SessionState.PLANNED
        return None if is_free or session.member_id == actor.id else NotGranted()
    return None if session.host_id == actor.id else NotGranted()


@rule(Permission.ATTENDANCE_READ, Attendance)
def ones_own_part_or_in_a_session_one_holds(actor: Actor, attendance: Attendance) -> Refusal | None:
    if actor.role == Role.MEMBER:
        return None if attendance.account_id == actor.id else NotGranted()
    return _held_by(actor, attendance)


@rule(Permission.MESSAGE_READ, Message)
def what_is_in_the_list(actor: Actor, message: Message) -> Refusal | None:
    return None if Message.objects.visible_to(actor).filter(pk=message.pk).exists() else NotGranted()


@rule(Permission.CALL_READ, Call)
def ones_own_call_or_in_a_session_one_holds(actor: Actor, call: Call) -> Refusal | None:
    if actor.role == Role.MEMBER:
        return None if call.attendance.account_id == actor.id else NotGranted()
    return _held_by(actor, call)


def _held_by(actor: Actor, row: Attendance | Call) -> Refusal | None:
    return None if hosted_by(actor).filter(pk=row.session_id).exists() else NotGranted()


@rule(Permission.CHAT_JOIN, ChatSession)
def whom_it_is_for_while_it_runs(actor: Account, session: ChatSession) -> Refusal | None:
    hidden = groups_and_ones_own_time(actor, session)
    if hidden or (session.is_one_to_one and session.member_id != actor.pk):
        return hidden or NotGranted()
    if session.is_over:
        return RoomClosed()
    if not session.is_running:
        return NotOpenYet(_not_yet(session, clock.now()))
    mine = Attendance.objects.filter(session=session, account_id=actor.pk).values_list("standing", flat=True).first()
    if mine == Standing.REMOVED:
        return AskedToLeave()
    if session.state == SessionState.CLOSING and mine != Standing.IN:
        return RoomClosing()
    return None


@rule(Permission.CHAT_JOIN, Attendance)
def ones_own_part(actor: Account, attendance: Attendance) -> Refusal | None:
    return None if attendance.account_id == actor.pk else NotGranted()


@rule(Permission.MESSAGE_WRITE, Attendance)
def whoever_is_in(actor: Account, attendance: Attendance) -> Refusal | None:
    """In a session that runs. Comes with its session. Whether the room takes words now, `room_refusal` says, and
    that a member has read the notice, whoever asks has looked up already."""
    if attendance.account_id != actor.pk:
        return NotGranted()
    if not attendance.session.is_running or _is_past_closing(attendance.session):
        return RoomClosed()
    if attendance.standing == Standing.REMOVED:
        return AskedToLeave()
    if attendance.as_host:
        return NotInRoom() if not attendance.is_in else refusal_for(actor, Permission.CHAT_HOST, SITE)
    return NotInRoom() if attendance.standing == Standing.LEFT else None


@rule(Permission.MESSAGE_WRITE, ChatSession)
def whoever_may_write_to_the_room(actor: Account, session: ChatSession) -> Refusal | None:
    """May this person write to everybody now? For pages, which say so before anybody begins."""
    mine = Attendance.objects.select_related("session").filter(session=session, account_id=actor.pk).first()
    if mine is None:
        return NotInRoom()
    refusal = whoever_is_in(actor, mine) or room_refusal(mine, clock.now())
    return refusal or (None if mine.as_host else notice_first(actor))


def room_refusal(attendance: Attendance, now: datetime) -> Refusal | None:
    """Why somebody who is in cannot write to everybody at this moment. Hosts always can. Comes with its session."""
    session = attendance.session
    if not attendance.is_in:
        return NotInRoom()
    if attendance.as_host:
        return None
    if session.state == SessionState.PAUSED:
        return RoomPaused()
    if session.is_listen_only:
        return ListenOnly()
    if attendance.quiet_until is not None and attendance.is_quiet(now):
        return Quiet(attendance.quiet_until, attendance.reason, now)
    return None if attendance.mode == Mode.WRITE else OnlyListening()


@rule(Permission.MESSAGE_WITHDRAW, Message)
def ones_own_message(actor: Account, message: Message) -> Refusal | None:
    """At any time until it is deleted by itself, wherever the person is by then."""
    is_there = not message.is_withdrawn and message.session.emptied_at is None
    return None if message.author_id == actor.pk and is_there else NotGranted()


@rule(Permission.CALL_RAISE, Attendance)
def whoever_came_and_stays(actor: Account, attendance: Attendance) -> Refusal | None:
    """Nothing that a host decided about writing stands in the way: not a pause, not being asked only to read."""
    if attendance.account_id != actor.pk or attendance.as_host:
        return NotGranted()
    if not attendance.session.is_running:
        return RoomClosed()
    if attendance.standing == Standing.REMOVED:
        return AskedToLeave()
    return NotInRoom() if attendance.standing == Standing.LEFT else None


@rule(Permission.SUPPORT_BOOK, ChatSession)
def a_free_time_or_ones_own(actor: Account, session: ChatSession) -> Refusal | None:
    if not session.is_one_to_one:
        return NotGranted()
    if session.member_id == actor.pk:
        return None if session.state == SessionState.PLANNED else TimePassed()
    if session.member_id is not None:
        return Taken()
    now = clock.now()
    if session.state != SessionState.PLANNED or session.starts_at <= now:
        return TimePassed()
    if ChatSession.objects.filter(member_id=actor.pk).coming(now).exists():
        return OneAtATime()
    return notice_first(actor)


def _is_past_closing(session: ChatSession) -> bool:
    until = session.closing_until if session.state == SessionState.CLOSING else None
    return until is not None and until <= clock.now()


def _not_yet(session: ChatSession, now: datetime) -> str:
    if session.starts_at > now:
        return gettext("This session begins at {local}. You can come in as soon as the hosts open it.").format(
            local=f"{local(session.starts_at):%H:%M}"
        )
    return "This session opens as soon as enough of the team are here. Come back in a little while."
