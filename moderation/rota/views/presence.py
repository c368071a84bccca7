"""Starting and ending one's shift; a manager ends it for somebody who cannot."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import Permission, authorize
from moderation.rota import services
from moderation.rota.models import Place, Shift


@require_POST
def sign_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(Place.objects.visible_to(actor_of(request)), pk=pk)
    services.sign_on(actor=account_of(request), place=place)
    return redirect("handover:shift")


@require_POST
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(Place.objects.visible_to(actor_of(request)), pk=pk)
    services.sign_off(actor=account_of(request), place=place)
    return redirect("handover:debrief", place.pk)


@require_http_methods(["GET", "POST"])
def sign_off_for(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End somebody's shift for them, after asking once more."""
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift", "account"), pk=pk)
    if request.method == "POST":
        services.sign_off_for(actor=actor, place=place)
        return redirect("handover:shift")
    shift: Shift = place.shift
    authorize(actor, Permission.SHIFT_PLAN, shift)
    return render(request, "moderation/rota/sign_off_for.html", {"place": place})
