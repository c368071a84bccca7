"""When the team is here, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.core import clock
from moderation.rota.cover import by_day, cover_at, upcoming
from moderation.rota.walltime import hour, place_name


@login_not_required
@require_GET
def cover(request: HttpRequest) -> HttpResponse:
    """When the team is here: how many, never who."""
    now = clock.now()
    context = {"cover": cover_at(now), "days": by_day(upcoming(now)), "clock_of": place_name(), "hour": hour}
    return render(request, "moderation/rota/cover.html", context)
