"""Planning by hand: a new shift, what it needs, and that it is not needed after all."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from moderation.rota import services
from moderation.rota.forms.shifts import NeedsForm, ShiftForm
from moderation.rota.models import Shift
from moderation.rota.walltime import hour, place_name
from moderation.team import roster


@require_http_methods(["GET", "POST"])
def plan_shift(request: HttpRequest) -> HttpResponse:
    """A new shift."""
    actor = account_of(request)
    authorize(actor, Permission.SHIFT_PLAN, SITE)
    form = ShiftForm(request.POST or None, people=roster.visible_to(actor))
    if request.method == "POST" and form.is_valid():
        try:
            shift = services.plan_shift(
                actor=actor,
                starts_at=form.cleaned_data["starts_at"],
                ends_at=form.cleaned_data["ends_at"],
                places=form.places,
                needs=form.needs,
                needs_approval=form.cleaned_data["needs_approval"],
                lead_rotates=form.cleaned_data["lead_rotates"],
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:shift", shift.pk)
    context = {"form": form, "clock_of": place_name(), "hour": hour}
    return render(request, "moderation/rota/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a shift needs, or no shift after all."""
    actor = account_of(request)
    shift = get_object_or_404(Shift.objects.visible_to(actor), pk=pk)
    authorize(actor, Permission.SHIFT_PLAN, shift)
    form = NeedsForm(request.POST or None, initial=NeedsForm.of(shift))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_shift(
                actor=actor,
                shift=shift,
                needs=form.needs,
                needs_approval=form.cleaned_data["needs_approval"],
                lead_rotates=form.cleaned_data["lead_rotates"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:shift", shift.pk)
    context = {"form": form, "shift": shift, "hour": hour}
    return render(request, "moderation/rota/change.html", context, status=422 if form.errors else 200)


@require_POST
def remove_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    shift = get_object_or_404(Shift.objects.visible_to(actor_of(request)), pk=pk)
    services.remove_shift(actor=actor, shift=shift)
    return redirect("rota:shifts")
