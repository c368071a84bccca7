"""The rota to look at: my shifts and a week of everybody's, the month, the gaps, and the wall of the office."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import SITE, Permission, allows, authorize, is_granted
from forum.core import clock
from moderation.nudges.reading import open_for
from moderation.rota.overview import gaps as open_places
from moderation.rota.overview import month as months
from moderation.rota.overview import plan
from moderation.rota.overview import wall as screens
from moderation.rota.services import presence
from moderation.rota.walltime import hour, place_name

# How often the screen on the wall looks again, in seconds.
_AGAIN = 60
# So many lines for somebody stand above their shifts; the others are a page away.
_LINES = 4


@require_GET
def shifts(request: HttpRequest) -> HttpResponse:
    """My next shifts, and a week of the plan."""
    actor, now = actor_of(request), clock.now()
    authorize(actor, Permission.SHIFT_READ, SITE)
    mine = plan.mine(account_of(request), now)
    next_ones = [row for row in mine if row.is_now] or mine[:1]
    # What the service ended for somebody stands first: they may have to set their hours right.
    lines = sorted(open_for(actor), key=lambda line: not line.key.startswith(presence.ENDED))
    context = {
        "next_ones": next_ones,
        "later": [row for row in mine if row not in next_ones],
        "week": plan.week(actor, plan.first_day(request.GET.get("from", ""), now), now),
        "nudges": lines[:_LINES],
        "more_lines": len(lines) > _LINES,
        "clock_of": place_name(),
        "hour": hour,
        "may_plan": allows(actor, Permission.SHIFT_PLAN, SITE),
        "may_take": is_granted(actor, Permission.SHIFT_TAKE),
        "may_open_desk": is_granted(actor, Permission.DESK_OPEN),
    }
    return render(request, "moderation/rota/shifts.html", context)


@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """The month at a glance."""
    actor, now = actor_of(request), clock.now()
    authorize(actor, Permission.SHIFT_READ, SITE)
    first = months.first_of(request.GET.get("month", ""), now)
    context = {"month": months.month_of(actor, first, now), "clock_of": place_name(), "hour": hour, "now": now}
    return render(request, "moderation/rota/month.html", context)


@require_GET
def gaps(request: HttpRequest) -> HttpResponse:
    """Where somebody is missing in the coming weeks."""
    actor, now = actor_of(request), clock.now()
    authorize(actor, Permission.SHIFT_READ, SITE)
    context = {
        "ahead": open_places.ahead(actor, now),
        "weeks": open_places.WEEKS,
        "clock_of": place_name(),
        "hour": hour,
        "now": now,
        "may_plan": allows(actor, Permission.SHIFT_PLAN, SITE),
    }
    return render(request, "moderation/rota/gaps.html", context)


@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """Today and tomorrow in large type. It looks again by itself if it was asked to; that does not count as somebody
    being there, so the session still ends when nobody is."""
    actor, now = actor_of(request), clock.now()
    authorize(actor, Permission.SHIFT_READ, SITE)
    by_itself = "itself" in request.GET
    context = {
        "wall": screens.wall(actor, now),
        "now": now,
        "hour": hour,
        "by_itself": by_itself,
        "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
    }
    response = render(request, "moderation/rota/wall.html", context)
    if by_itself:
        response["Refresh"] = f"{_AGAIN}; url={reverse('rota:wall')}?itself"
    return response
