"""Waiting at the door: how many are before somebody, and what they and a host said to each other meanwhile."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from forum.rooms.models import Attendance
from forum.rooms.reading import rows_aside, seat_of
from forum.rooms.telling import lines_told

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def place_in_line(attendance: Attendance, now: datetime) -> str:
    """How long the line before somebody is, in words. Who went away without a word is passed over, so not counted."""
    earlier = Q(came_at__lt=attendance.came_at) | Q(came_at=attendance.came_at, pk__lt=attendance.pk)
    before = Attendance.objects.filter(earlier, session_id=attendance.session_id).in_line(now).count()
    if before == 0:
        return "You are the next one to come in."
    number = _NUMBERS[before] if before < len(_NUMBERS) else str(before)
    return gettext("{number} {which} before you.").format(
        number=number, which="person is" if before == 1 else "people are"
    )


def speaks_with_hosts(attendance: Attendance) -> bool:
    """Did this person and a host begin to speak in private since they came to the door, whether or not that ended?"""
    return attendance.aside_at is not None and attendance.aside_at >= attendance.came_at


def spoken_with_hosts(attendance: Attendance) -> list[dict[str, Any]]:
    """What was said in private, oldest first, as the person with `attendance` sees it."""
    return lines_told(rows_aside(attendance.pk), seat_of(attendance))
