"""Choosing who leads a shift, where its people choose for themselves."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import Permission, authorize
from forum.core.refusals import Refusal
from moderation.rota.forms.lead import LeadForm
from moderation.rota.lead import turns_of
from moderation.rota.models import Shift
from moderation.rota.services.lead import choose_lead
from moderation.rota.walltime import hour


@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who led when, whose turn it would be, and the choice."""
    actor = account_of(request)
    shift = get_object_or_404(Shift.objects.visible_to(actor), pk=pk)
    authorize(actor, Permission.LEAD_CHOOSE, shift)
    turns = turns_of(shift)
    form = LeadForm(request.POST or None, turns=turns)
    if form.is_bound and form.is_valid():
        try:
            choose_lead(actor=actor, shift=shift, place_id=form.cleaned_data["place"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:shift", shift.pk)
    context = {"form": form, "shift": shift, "turns": turns, "hour": hour}
    return render(request, "moderation/rota/lead.html", context, status=422 if form.errors else 200)
