"""My shifts in another calendar: the page about it, and the calendar itself."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.sealed import seal, unseal
from forum.core.throttle import network_of, spend
from moderation.rota import calendars
from moderation.rota.models import Feed
from moderation.rota.recurring.foresight import day_in_words
from moderation.rota.services import calendars as verbs

# A program asks every hour or so; many people's programs may ask from one network.
ASKED_AN_HOUR, ASKED_FROM_ONE_NETWORK = 60, 600
# Where the secret waits, sealed, for the one page that shows it.
_ADDRESS = "calendar_address"


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """What a calendar elsewhere would learn, and the way to one."""
    actor = account_of(request)
    authorize(actor, Permission.FEED_MAKE, SITE)
    feed = Feed.objects.visible_to(actor).first()
    context = {
        "since": day_in_words(feed.made_at.date()) if feed else "",
        "title": settings.CALENDAR_TITLE,
    }
    return render(request, "moderation/rota/calendar.html", context)


@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    token = verbs.make_calendar(actor=account_of(request))
    request.session[_ADDRESS] = seal(token, bound_to=_ADDRESS)
    return redirect("rota:calendar_address")


@require_GET
def calendar_address(request: HttpRequest) -> HttpResponse:
    """The secret address, shown this once."""
    authorize(account_of(request), Permission.FEED_MAKE, SITE)
    waiting = request.session.pop(_ADDRESS, None)
    if waiting is None:
        return redirect("rota:calendar")
    path = reverse("rota:feed", args=[unseal(waiting, bound_to=_ADDRESS)])
    return render(request, "moderation/rota/calendar_address.html", {"address": f"{settings.SITE_URL}{path}"})


@require_POST
def turn_calendar_off(request: HttpRequest) -> HttpResponse:
    verbs.turn_calendar_off(actor=account_of(request))
    return redirect("rota:calendar")


@login_not_required
@require_http_methods(["GET", "HEAD"])
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, for whoever holds its address. Every other address is like any that does not exist."""
    spend("calendar-network", network_of(request), limit=ASKED_FROM_ONE_NETWORK, per=timedelta(hours=1))
    found = calendars.find(token)
    if found is None:
        raise Http404
    spend("calendar", str(found.pk), limit=ASKED_AN_HOUR, per=timedelta(hours=1))
    sheet = calendars.sheet(found, clock.now())
    mark = f'"{sheet.mark}"'
    # The program keeps its copy and asks again; nothing on the way may keep one.
    headers = {"ETag": mark, "Cache-Control": "private, no-cache"}
    answer = HttpResponse(sheet.content, content_type="text/calendar; charset=utf-8", headers=headers)
    answer.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    conditional = get_conditional_response(request, etag=mark, response=answer)
    return conditional if isinstance(conditional, HttpResponse) else answer
