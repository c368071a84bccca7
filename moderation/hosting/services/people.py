"""What a host does for somebody in a session: let them in, ask them only to read, ask them to leave, speak with them in
private, answer their call."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import Event, publish
from forum.core.refusals import NotGranted, Refusal
from forum.core.text import clean
from forum.core.walltime import hour
from forum.rooms.events import AttendanceChanged
from forum.rooms.models import Attendance, Call, CallKind, ChatSession, Mode, Standing
from moderation.hosting import asides, turns
from moderation.hosting.events import (
    AsideEnded,
    AsideOpened,
    CallTaken,
    MemberLetIn,
    MemberQuieted,
    MemberRemoved,
    MemberUnquieted,
)
from moderation.hosting.policy import AlreadyOver
from moderation.hosting.services.moderating import NothingToDo, ReasonNeeded

LONGEST_QUIET = 60


class Full(Refusal):
    """As many are in the room as may be."""

    code = "room_full"
    message = "The room is full at the moment. You can speak with them here until somebody leaves."


class SomebodyElseTookIt(Refusal):
    """Another host was quicker, which is good."""

    code = "call_taken"

    def __init__(self, host: str) -> None:
        super().__init__(gettext("{host} is with them already, so you do not need to be.").format(host=host))


@transaction.atomic
def let_in(*, actor: Account, attendance: Attendance) -> Attendance:
    """Somebody who asked first, or waits, comes in."""
    session, attendance = _held(attendance)
    authorize(actor, Permission.MEMBER_LET_IN, attendance)
    if attendance.standing not in (Standing.ASKING, Standing.WAITING):
        raise NothingToDo("They do not wait at the door any more.")
    now = _running(session)
    inside = Attendance.objects.filter(session=session).of_members().here(now)
    if inside.count() >= session.capacity:
        raise Full
    mode = Mode.WRITE if attendance.mode == Mode.ASK else attendance.mode
    _set(attendance, standing=Standing.IN, entered_at=now, mode=mode)
    return _told(attendance, MemberLetIn(**_ids(actor, attendance)))


@transaction.atomic
def quiet(*, actor: Account, attendance: Attendance, minutes: int, reason: str) -> Attendance:
    """Ask somebody only to read for a while. They can still call a host, and speak with the hosts aside."""
    session, attendance = _held(attendance)
    authorize(actor, Permission.MEMBER_QUIET, attendance)
    now, reason = _running(session), _reason(reason)
    if not attendance.is_in:
        raise NothingToDo("They are not in the room.")
    until = now + timedelta(minutes=max(1, min(minutes, LONGEST_QUIET)))
    _set(attendance, quiet_until=until, reason=reason)
    if not session.is_one_to_one:
        asides.begin(attendance, now)
        words = gettext("I would like you only to read until {hour}. {reason}").format(hour=hour(until), reason=reason)
        asides.say(attendance, host=actor, words=words, now=now)
    return _told(attendance, MemberQuieted(**_ids(actor, attendance)))


@transaction.atomic
def unquiet(*, actor: Account, attendance: Attendance) -> Attendance:
    """They can write again."""
    _, attendance = _held(attendance)
    authorize(actor, Permission.MEMBER_QUIET, attendance)
    if not attendance.is_quiet(clock.now()):
        raise NothingToDo("They can write already.")
    _set(attendance, quiet_until=None, reason="")
    return _told(attendance, MemberUnquieted(**_ids(actor, attendance)))


@transaction.atomic
def remove(*, actor: Account, attendance: Attendance, reason: str) -> Attendance:
    """Ask somebody to leave this session. They read why, and the next one is open to them."""
    session, attendance = _held(attendance)
    authorize(actor, Permission.MEMBER_REMOVE, attendance)
    now, reason = _running(session), _reason(reason)
    if attendance.standing == Standing.REMOVED:
        raise NothingToDo("They were asked to leave already.")
    aside_closed_at = now if attendance.is_aside else attendance.aside_closed_at
    _set(
        attendance,
        standing=Standing.REMOVED,
        left_at=now,
        reason=reason,
        quiet_until=None,
        aside_closed_at=aside_closed_at,
    )
    return _told(attendance, MemberRemoved(**_ids(actor, attendance)))


@transaction.atomic
def open_aside(*, actor: Account, attendance: Attendance, words: str = "") -> Attendance:
    """Begin a private word with somebody, or go on with it."""
    session, attendance = _held(attendance)
    authorize(actor, Permission.ASIDE_SPEAK, attendance)
    now, words = _running(session), clean(words).strip()
    if attendance.standing in (Standing.LEFT, Standing.REMOVED):
        raise NothingToDo("They are not here any more, so they would not read it.")
    if session.is_one_to_one:
        raise NothingToDo("The two of you are by yourselves already.")
    is_new = asides.begin(attendance, now)
    if words:
        asides.say(attendance, host=actor, words=words, now=now)
    return _told(attendance, AsideOpened(**_ids(actor, attendance))) if is_new else attendance


@transaction.atomic
def end_aside(*, actor: Account, attendance: Attendance) -> Attendance:
    """End a private word. What was said stays with the two sides until the session is emptied."""
    _, attendance = _held(attendance)
    authorize(actor, Permission.ASIDE_SPEAK, attendance)
    if not attendance.is_aside:
        return attendance
    _set(attendance, aside_closed_at=clock.now())
    return _told(attendance, AsideEnded(**_ids(actor, attendance)))


@transaction.atomic
def take_call(*, actor: Account, call: Call) -> Call:
    """Answer somebody who needs a host. Of two who press at once one is with them, and the other learns who."""
    session = turns.lock(call.session_id)
    found = Call.objects.select_related("taken_by", "attendance").filter(pk=call.pk).first()
    if found is None:
        raise NotGranted
    call = found
    authorize(actor, Permission.CALL_TAKE, call)
    if call.taken_by is not None:
        if call.taken_by_id == actor.pk:
            return call
        raise SomebodyElseTookIt(call.taken_by.pseudonym)
    now = clock.now()
    call.taken_by, call.taken_at = actor, now
    if _wants_aside(call, session) and asides.begin(asides.lock(call.attendance), now):
        publish(AttendanceChanged(actor_id=actor.pk, session_id=session.pk, attendance_id=call.attendance_id))
    call.save(update_fields=["taken_by", "taken_at"])
    publish(CallTaken(actor_id=actor.pk, session_id=session.pk, call_id=call.pk))
    return call


def _wants_aside(call: Call, session: ChatSession) -> bool:
    """Whoever is not OK has a host to themselves. In a one-to-one they have already."""
    return call.kind == CallKind.NOT_OK and session.is_running and not session.is_one_to_one


def _held(attendance: Attendance) -> tuple[ChatSession, Attendance]:
    """Both as they are now, held in the order of the house: the session, then the attendance."""
    session = turns.lock(attendance.session_id)
    return session, asides.lock(attendance)


def _running(session: ChatSession) -> Any:
    """This moment, in a session that goes on."""
    if not session.is_running:
        raise AlreadyOver
    return clock.now()


def _reason(reason: str) -> str:
    reason = clean(reason).strip()
    if not reason:
        raise ReasonNeeded
    return reason


def _set(attendance: Attendance, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(attendance, name, value)
    attendance.save(update_fields=list(fields))


def _ids(actor: Account, attendance: Attendance) -> dict[str, UUID]:
    return {"actor_id": actor.pk, "session_id": attendance.session_id, "attendance_id": attendance.pk}


def _told(attendance: Attendance, event: Event) -> Attendance:
    """The browser of that person hears that something is different, and the trail what it was."""
    ids = {"session_id": attendance.session_id, "attendance_id": attendance.pk}
    publish(AttendanceChanged(actor_id=event.actor_id, **ids))
    publish(event)
    return attendance
