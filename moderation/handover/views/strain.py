"""Strain over time: mine, and that of somebody I support."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from moderation.handover import strain
from moderation.handover.models import Debrief


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What my shifts took out of me, over time."""
    actor = account_of(request)
    authorize(actor, Permission.DEBRIEF_READ, SITE)
    told = strain.told_by(actor, to=actor)
    context = {"told": told, "drawing": strain.drawing(told), "whose": None, "words": strain.WORDS}
    return render(request, "moderation/handover/strain.html", context)


@require_GET
def theirs(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same of the person who wrote one debrief, from when I became their supporter."""
    actor = account_of(request)
    authorize(actor, Permission.DEBRIEF_READ, SITE)
    rows = Debrief.objects.visible_to(actor).filter(supporter=actor).select_related("place__account")
    account = get_object_or_404(rows, pk=pk).place.account
    told = strain.told_by(account, to=actor)
    context = {"told": told, "drawing": strain.drawing(told), "whose": account.pseudonym, "words": strain.WORDS}
    return render(request, "moderation/handover/strain.html", context)
