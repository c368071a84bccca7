"""What is on, and the file for one's own calendar."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize, is_granted
from forum.core import clock
from forum.core.walltime import place_name
from forum.rooms import calendars
from forum.rooms.hours import hours
from forum.rooms.listing import what_is_on
from forum.rooms.models import ChatSession, SessionState

_A_WEEK = timedelta(days=7)
# What can still be put into a calendar.
_AHEAD = (SessionState.PLANNED, SessionState.OPEN, SessionState.PAUSED, SessionState.CLOSING)


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """What is open now, what comes next, and what comes after that."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.CHAT_READ, SITE)
    on = what_is_on(actor, now)
    context = {
        "now": on.now,
        "is_open": any(line.is_open for line in on.now),
        "next": on.coming[0] if on.coming else None,
        "this_week": [line for line in on.coming[1:] if line.starts_at < now + _A_WEEK],
        "later": [line for line in on.coming[1:] if line.starts_at >= now + _A_WEEK],
        "is_late": bool(on.coming) and on.coming[0].starts_at <= now,
        "hours": lambda line: hours(line.starts_at, line.ends_at, now),
        "place": place_name(),
        "may_join": is_granted(actor, Permission.CHAT_JOIN),
        "may_book": is_granted(actor, Permission.SUPPORT_BOOK),
    }
    return render(request, "forum/rooms/list.html", context)


@require_GET
def calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session as an entry called something neutral."""
    actor = account_of(request)
    found = get_object_or_404(ChatSession.objects.visible_to(actor).filter(state__in=_AHEAD), pk=pk)
    answer = HttpResponse(calendars.entry(actor, found), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return answer
