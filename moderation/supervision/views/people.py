"""For managers: who supervises whom, who is waiting for a time, and that sessions take place."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.supervision import overview, services
from moderation.supervision.forms import ArrangeForm
from moderation.supervision.models import Arrangement
from moderation.team import roster


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody on the team, by duty name; first those whose time has gone by."""
    actor = account_of(request)
    authorize(actor, Permission.SUPERVISION_PLAN, SITE)
    everybody = overview.everybody(actor, clock.now())
    context = {
        "everybody": everybody,
        "overdue": [one for one in everybody if one.is_overdue],
        "nobody_named": [one for one in everybody if not one.supervisor],
    }
    return render(request, "moderation/supervision/people.html", context)


@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """That sessions take place, and when. Never what was said."""
    actor = account_of(request)
    authorize(actor, Permission.SUPERVISION_PLAN, SITE)
    rows = overview.everybodys(actor, clock.now())
    return render(request, "moderation/supervision/sessions.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who supervises one person, and how often."""
    actor = account_of(request)
    person = get_object_or_404(roster.visible_to(actor), pk=pk)
    authorize(actor, Permission.SUPERVISION_PLAN, person)
    now_is = Arrangement.objects.visible_to(actor).filter(account=person).first()
    initial = {"supervisor": str(now_is.supervisor_id or ""), "every_days": now_is.every_days} if now_is else {}
    others = roster.visible_to(actor).exclude(pk=pk)
    form = ArrangeForm(request.POST if request.method == "POST" else None, people=others, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.name_supervisor(
                actor=actor,
                account=person,
                supervisor=form.supervisor_chosen,
                every_days=form.cleaned_data["every_days"],
            )
            return redirect("supervision:people")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "standing": overview.mine(person, clock.now())}
    return render(request, "moderation/supervision/arrange.html", context, status=422 if form.errors else 200)
