"""The manager's page of the trail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.accounts.actors import actor_of
from moderation.audit import services
from moderation.audit.models import Entry
from moderation.audit.verification import verify_newest

_SIZE = 50


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """What happened, newest first, and whether the trail is whole."""
    actor = actor_of(request)
    services.look_at_trail(actor=actor)
    before = request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 19 else None
    rows = list(Entry.objects.visible_to(actor).newest(before=number, size=_SIZE + 1))
    return render(
        request,
        "moderation/audit/trail.html",
        {
            "entries": rows[:_SIZE],
            "older": rows[_SIZE - 1].sequence if len(rows) > _SIZE else None,
            "is_first_page": number is None,
            "verdict": verify_newest(),
        },
    )
