"""Stepping away, and coming back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from forum.accounts.actors import account_of
from moderation.handover import services
from moderation.rota.models import Place


@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor), pk=pk)
    services.start_break(actor=actor, place=place)
    return redirect("handover:shift")


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor), pk=pk)
    services.end_break(actor=actor, place=place)
    return redirect("handover:shift")
