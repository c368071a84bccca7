"""Offering a shift, taking one that is offered, and taking an offer back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.rota import swaps
from moderation.rota.forms.offers import OfferForm, ReturnForm
from moderation.rota.freeing import in_words
from moderation.rota.models import Offer, Place
from moderation.rota.services import offers as verbs
from moderation.rota.walltime import place_name


@require_GET
def offers(request: HttpRequest) -> HttpResponse:
    """What is offered to me and to all, and my own offers."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.OFFER_READ, SITE)
    context = {
        "board": swaps.board(actor, now),
        "mine": swaps.offerable(actor, now),
        "taken": "taken" in request.GET,
        "in_words": in_words,
        "clock_of": place_name(),
    }
    return render(request, "moderation/rota/offers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer one of my places to all or to one; who is offered it in return for what, a second step asks."""
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift"), pk=pk)
    authorize(actor, Permission.PLACE_OFFER, place)
    form = OfferForm(request.POST or None, people=list(swaps.partners(place)))
    if form.is_bound and form.is_valid():
        if form.chosen is not None:
            return redirect("rota:offer_to", place.pk, form.chosen.pk)
        try:
            verbs.offer_place(actor=actor, place=place)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:offers")
    context = {"form": form, "place": place, "in_words": in_words}
    return render(request, "moderation/rota/offer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def offer_to(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Offer my place to one person, perhaps for one of theirs."""
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift"), pk=pk)
    authorize(actor, Permission.PLACE_OFFER, place)
    to = get_object_or_404(swaps.partners(place), pk=other)
    form = ReturnForm(request.POST or None, places=swaps.in_return_for(place, to.pk, clock.now()))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.offer_place(actor=actor, place=place, to=to, in_return=form.chosen)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:offers")
    context = {"form": form, "place": place, "to": to, "in_words": in_words}
    return render(request, "moderation/rota/offer_to.html", context, status=422 if form.errors else 200)


@require_POST
def accept_offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    found = get_object_or_404(Offer.objects.visible_to(actor).select_related("place"), pk=pk)
    verbs.accept_offer(actor=actor, offer=found, seen=request.POST.get("seen", ""))
    return redirect(reverse("rota:offers") + "?taken=1")


@require_POST
def withdraw_offer(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    found = get_object_or_404(Offer.objects.visible_to(actor).select_related("place"), pk=pk)
    verbs.withdraw_offer(actor=actor, offer=found)
    return redirect("rota:offers")
