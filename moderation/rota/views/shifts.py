"""My shifts and the plan; planning a shift by hand."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import GRANTS, SITE, Permission, Role, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.rota import plan, services
from moderation.rota.forms.shifts import PeopleForm, ShiftForm
from moderation.rota.models import Shift
from moderation.rota.walltime import hour, place_name
from moderation.team import roster


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


@require_http_methods(["GET", "POST"])
def plan_shift(request: HttpRequest) -> HttpResponse:
    """A new shift."""
    actor = account_of(request)
    authorize(actor, Permission.SHIFT_PLAN, SITE)
    form = ShiftForm(request.POST or None, people=roster.visible_to(actor))
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_shift(
                actor=actor,
                starts_at=form.cleaned_data["starts_at"],
                ends_at=form.cleaned_data["ends_at"],
                places=form.places,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:shifts")
    context = {"form": form, "clock_of": place_name(), "hour": hour}
    return render(request, "moderation/rota/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Other people on a shift, or no shift after all."""
    actor = account_of(request)
    shift = get_object_or_404(Shift.objects.visible_to(actor), pk=pk)
    authorize(actor, Permission.SHIFT_PLAN, shift)
    form = PeopleForm(request.POST or None, people=roster.visible_to(actor), initial=plan.people_on(shift))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_places(actor=actor, shift=shift, places=form.places)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:shifts")
    context = {"form": form, "shift": shift, "hour": hour}
    return render(request, "moderation/rota/change.html", context, status=422 if form.errors else 200)


@require_POST
def remove_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    shift = get_object_or_404(Shift.objects.visible_to(actor), pk=pk)
    services.remove_shift(actor=actor, shift=shift)
    return redirect("rota:shifts")
