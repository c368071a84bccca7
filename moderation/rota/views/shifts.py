"""My shifts and the plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import GRANTS, SITE, Permission, Role, allows, authorize
from forum.core import clock
from moderation.rota import plan
from moderation.rota.walltime import hour, place_name


@require_GET
def shifts(request: HttpRequest) -> HttpResponse:
    """My next shifts, and the plan of the coming weeks."""
    actor, now = actor_of(request), clock.now()
    authorize(actor, Permission.SHIFT_READ, SITE)
    context = {
        "mine": plan.mine(account_of(request), now),
        "coming": plan.coming(actor, now),
        "weeks": plan.WEEKS,
        "clock_of": place_name(),
        "hour": hour,
        "may_plan": allows(actor, Permission.SHIFT_PLAN, SITE),
        "may_open_desk": Permission.DESK_OPEN in GRANTS[Role(actor.role)],
    }
    return render(request, "moderation/rota/shifts.html", context)
