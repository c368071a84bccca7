"""Hosts in a room: each has one attendance there, as a host."""

from datetime import datetime

from forum.accounts.models import Account
from forum.rooms.models import Attendance, ChatSession, Mode, Standing


def come_in(session: ChatSession, host: Account, now: datetime) -> tuple[Attendance, bool]:
    """`host` is in the room of a locked session; and whether they were not a moment ago."""
    fields = {"mode": Mode.WRITE, "standing": Standing.IN, "came_at": now, "entered_at": now, "seen_at": now}
    attendance, is_new = Attendance.objects.get_or_create(
        session=session, account=host, defaults={"as_host": True, **fields}
    )
    was_away = not attendance.is_in
    attendance.standing, attendance.seen_at, attendance.left_at = Standing.IN, now, None
    attendance.save(update_fields=["standing", "seen_at", "left_at"])
    return attendance, is_new or was_away
