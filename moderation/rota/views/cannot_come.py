"""I cannot come: ask for cover while there is time, or say so at once; and coming after all."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize, refusal_for
from forum.core import clock
from moderation.rota.forms.cannot_come import COVER, DROP, CannotComeForm
from moderation.rota.freeing import in_words, is_near
from moderation.rota.models import Place, State
from moderation.rota.services import cannot_come as verbs
from moderation.rota.services import offers, taking


@require_http_methods(["GET", "HEAD", "POST"])
def cannot_come(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The ways on when I cannot come."""
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift"), pk=pk)
    authorize(actor, Permission.PLACE_GIVE_UP, place)
    may_ask = refusal_for(actor, Permission.PLACE_OFFER, place) is None
    near = is_near(place, clock.now())
    may_drop = not near and place.state != State.GIVEN_UP and place.signed_on_at is None
    form = CannotComeForm(request.POST or None, may_ask=may_ask, may_drop=may_drop)
    if form.is_bound and form.is_valid():
        _do(actor, place, form.cleaned_data["way"])
        return redirect("rota:shifts")
    context = {"form": form, "place": place, "in_words": in_words, "is_near": near}
    return render(request, "moderation/rota/cannot_come.html", context, status=422 if form.errors else 200)


@require_POST
def come_after_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift"), pk=pk)
    verbs.come_after_all(actor=actor, place=place)
    return redirect("rota:shifts")


def _do(actor: Account, place: Place, way: str) -> None:
    if way == COVER:
        offers.ask_for_cover(actor=actor, place=place)
    elif way == DROP:
        taking.drop(actor=actor, shift=place.shift)
    else:
        verbs.cannot_come(actor=actor, place=place)
