"""One session: what it will be, what it is now, or what is left of it."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, is_granted
from forum.core import clock
from forum.core.walltime import place_name
from forum.core.when import local
from forum.rooms.afterwards import ReadBack, may_read_back, read_back
from forum.rooms.hours import day_of, hours, length
from forum.rooms.models import Attendance, ChatSession, ClosedFor, Message


@require_GET
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody can know and do about one session."""
    actor, now = account_of(request), clock.now()
    found = get_object_or_404(ChatSession.objects.visible_to(actor).select_related("host"), pk=pk)
    parts = Attendance.objects.visible_to(actor).select_related("session")
    mine = parts.filter(session=found, account_id=actor.pk).first()
    times = hours(found.starts_at, found.ends_at, now)
    context = {
        "session": found,
        "times": times,
        "length": length(times.minutes),
        "place": place_name(),
        "is_due": found.starts_at <= now,
        "mine": mine,
        "is_booked": actor.pk == found.member_id,
        "may_join": is_granted(actor, Permission.CHAT_JOIN),
        "may_book": is_granted(actor, Permission.SUPPORT_BOOK) and found.starts_at > now and found.member_id is None,
        "written": _written(actor, found) if found.is_over or not (mine is None or mine.is_in) else [],
        "goes": _goes(found, now),
        "may_read": found.is_over and may_read_back(mine),
        "back": _read_back(request, found, mine),
    }
    return render(request, "forum/rooms/session.html", context)


def _read_back(request: HttpRequest, found: ChatSession, mine: Attendance | None) -> ReadBack | None:
    """What was written there, for whoever was in it and asks for it."""
    if mine is None or "read" not in request.GET or not found.is_over or not may_read_back(mine):
        return None
    before = request.GET.get("before", "")
    return read_back(mine, int(before) if before.isdecimal() and len(before) < 16 else None)


def _written(actor: Account, found: ChatSession) -> list[Message]:
    """What `actor` wrote there and has not taken back."""
    return list(Message.objects.visible_to(actor).filter(session=found, author_id=actor.pk).order_by("number"))


def _goes(found: ChatSession, now: datetime) -> str:
    """When everything that was written there is deleted; "" if it is not over, or is gone already."""
    if found.closed_at is None or found.emptied_at is not None or found.closed_for == ClosedFor.NOBODY:
        return ""
    moment = found.closed_at + settings.RETENTION["chat"]
    if moment <= now:
        return "in the next few minutes"
    return gettext("{day_of} at {local}, or a few minutes later").format(
        day_of=day_of(moment, now), local=f"{local(moment):%H:%M}"
    )
