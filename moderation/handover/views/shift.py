"""My shift, from beginning to end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from moderation.handover import my_shift, services
from moderation.nudges.reading import open_for
from moderation.rota.walltime import hour


@require_GET
def shift(request: HttpRequest) -> HttpResponse:
    """Where I am on, with whom, what was left for us, my break, and the way out."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.SHIFT_READ, SITE)
    page = my_shift.page(actor, now)
    services.read_handovers(actor=actor, handovers=my_shift.shown(page.notes))
    context = {"page": page, "hour": hour, "now": now, "nudges": open_for(actor)}
    return render(request, "moderation/handover/shift.html", context)
