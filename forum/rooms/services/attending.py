"""Coming to a session and going again: the door, the line in front of it, how somebody takes part."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.confidentiality.models import Notice
from forum.confidentiality.policy import NoticeFirst
from forum.confidentiality.services import acknowledge
from forum.core import clock
from forum.core.events import publish
from forum.core.when import local
from forum.rooms.events import AttendanceChanged, ChatEntered, ChatLeft
from forum.rooms.models import Attendance, ChatSession, Mode, SessionState, Standing
from forum.rooms.models.attendances import KEPT_FOR
from forum.rooms.refusals import InAlready, LimitsChanged

_BEFORE = (Standing.WAITING, Standing.ASKING)


@transaction.atomic
def enter(*, actor: Account, session: ChatSession, mode: Mode, notice_version: int) -> Attendance:
    """Come in by the door, which showed version `notice_version` of the limits: the press acknowledges them. Whoever
    finds no place waits; whoever asks first speaks with a host. Pressing twice is the same as once."""
    authorize(actor, Permission.CHAT_JOIN, session)
    notice = _acknowledged(actor, notice_version)
    session = ChatSession.objects.select_for_update().get(pk=session.pk)
    authorize(actor, Permission.CHAT_JOIN, session)  # Once more, now that nobody else changes it.
    now = clock.now()
    attendance = Attendance.objects.filter(session=session, account=actor).first()
    if attendance is not None and attendance.is_in:
        Attendance.objects.filter(pk=attendance.pk).update(seen_at=now)
        return attendance
    fields: dict[str, Any] = {"notice": notice, "seen_at": now, **_at_the_door(attendance, mode, now)}
    if attendance is None or attendance.standing == Standing.LEFT:
        fields |= {"came_at": now, "left_at": None, "is_new": _is_new(actor, now)}
    attendance, _ = Attendance.objects.update_or_create(session=session, account=actor, defaults=fields)
    publish(ChatEntered(actor_id=actor.pk, session_id=session.pk, attendance_id=attendance.pk))
    _give_places(session, now)
    attendance.refresh_from_db()
    return attendance


@transaction.atomic
def leave(*, actor: Account, attendance: Attendance) -> None:
    """Go again, out of the room or out of the line. A private talk with a host ends with it."""
    authorize(actor, Permission.CHAT_JOIN, attendance)
    session = ChatSession.objects.select_for_update().get(pk=attendance.session_id)
    if go(attendance, clock.now()):
        publish(ChatLeft(actor_id=actor.pk, session_id=session.pk, attendance_id=attendance.pk))
        _give_places(session, clock.now())


@transaction.atomic
def set_mode(*, actor: Account, attendance: Attendance, mode: Mode) -> None:
    """Take part in another way from now on. Whoever asked a host first may decide to come in without; whoever waits may
    ask a host instead."""
    authorize(actor, Permission.CHAT_JOIN, attendance)
    session = ChatSession.objects.select_for_update().get(pk=attendance.session_id)
    attendance.refresh_from_db(fields=["standing", "mode", "aside_at", "aside_closed_at"])
    now = clock.now()
    if attendance.standing in _BEFORE:
        authorize(actor, Permission.CHAT_JOIN, session)
        Attendance.objects.filter(pk=attendance.pk).update(**_at_the_door(attendance, mode, now))
    elif mode == Mode.ASK:
        raise InAlready
    else:
        Attendance.objects.filter(pk=attendance.pk).update(mode=mode)
    publish(AttendanceChanged(actor_id=actor.pk, session_id=session.pk, attendance_id=attendance.pk))
    _give_places(session, now)
    attendance.refresh_from_db()


@transaction.atomic
def set_slow(*, actor: Account, attendance: Attendance, is_slow: bool) -> None:
    """Have messages arrive in calm batches, or as they come."""
    authorize(actor, Permission.CHAT_JOIN, attendance)
    Attendance.objects.filter(pk=attendance.pk).update(is_slow=is_slow)
    attendance.is_slow = is_slow
    publish(AttendanceChanged(actor_id=actor.pk, session_id=attendance.session_id, attendance_id=attendance.pk))


@transaction.atomic
def be_seen(*, attendance_ids: Collection[UUID], now: datetime) -> None:
    """These people's browsers were heard of. One question, however many they are."""
    if not attendance_ids:
        return
    theirs = Attendance.objects.filter(pk__in=attendance_ids, seen_at__lt=now)
    # Whoever is being changed at this moment is noted the next time: nobody waits, and never in a circle.
    free = theirs.select_for_update(skip_locked=True, no_key=True)
    Attendance.objects.filter(pk__in=free.values("pk")).update(seen_at=now)


@transaction.atomic
def admit_waiting(*, session_id: UUID, now: datetime) -> int:
    """Give free places to those who have waited longest; how many came in. May be asked at any time, by anybody."""
    if not Attendance.objects.filter(session_id=session_id).in_line(now).exists():
        return 0
    session = ChatSession.objects.select_for_update().filter(pk=session_id).first()
    return _give_places(session, now) if session else 0


def go(attendance: Attendance, now: datetime) -> bool:
    """Somebody is gone from a session that is locked. False if they were already."""
    here = Attendance.objects.filter(pk=attendance.pk, standing__in=(*_BEFORE, Standing.IN))
    if not here.update(standing=Standing.LEFT, left_at=now):
        return False
    Attendance.objects.filter(pk=attendance.pk, aside_at__isnull=False, aside_closed_at=None).update(
        aside_closed_at=now
    )
    attendance.refresh_from_db()
    return True


def _acknowledged(actor: Account, version: int) -> Notice:
    notice = Notice.objects.current()
    if notice is None:
        raise NoticeFirst
    if notice.version != version:
        raise LimitsChanged
    acknowledge(actor=actor, notice=notice)
    return notice


def _at_the_door(attendance: Attendance | None, mode: Mode, now: datetime) -> dict[str, Any]:
    """Where somebody stands before a place is found for them."""
    if mode != Mode.ASK:
        return {"mode": mode, "standing": Standing.WAITING}
    since = attendance.aside_at if attendance is not None and attendance.is_aside else now
    return {"mode": mode, "standing": Standing.ASKING, "aside_at": since, "aside_closed_at": None}


def _is_new(actor: Account, now: datetime) -> bool:
    joined = actor.joined_on
    return joined is None or local(now).date() - joined < settings.NEWCOMERS["days"]


def _give_places(session: ChatSession, now: datetime) -> int:
    """Let in as many as there are places, in a session that is locked."""
    if session.state not in (SessionState.OPEN, SessionState.PAUSED):
        return 0
    people = Attendance.objects.filter(session=session)
    kept = people.of_members().filter(standing=Standing.IN, seen_at__gt=now - KEPT_FOR)
    free = max(0, session.capacity - kept.count())
    admitted = list(people.in_line(now).values_list("pk", flat=True)[:free])
    Attendance.objects.filter(pk__in=admitted).update(standing=Standing.IN, entered_at=now)
    for attendance_id in admitted:
        publish(AttendanceChanged(actor_id=None, session_id=session.pk, attendance_id=attendance_id))
    return len(admitted)
