"""Starting and ending one's shift."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from forum.accounts.actors import account_of, actor_of
from moderation.rota import services
from moderation.rota.models import Place


@require_POST
def sign_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(Place.objects.visible_to(actor_of(request)), pk=pk)
    services.sign_on(actor=account_of(request), place=place)
    return redirect("rota:shifts")


@require_POST
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    place = get_object_or_404(Place.objects.visible_to(actor_of(request)), pk=pk)
    services.sign_off(actor=account_of(request), place=place)
    return redirect("rota:shifts")
