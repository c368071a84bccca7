"""Whom somebody does not meet any more, and taking that back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.blocks import services
from forum.blocks.models import Block


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """One's own blocks, the newest first."""
    actor = account_of(request)
    authorize(actor, Permission.BLOCK_SET, SITE)
    rows = Block.objects.visible_to(actor).select_related("blocked").order_by("-at", "pk")
    return render(request, "forum/blocks/list.html", {"blocks": rows})


@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Meet somebody again. Pressed twice, the second press finds nothing to do."""
    actor = account_of(request)
    authorize(actor, Permission.BLOCK_SET, SITE)
    found = Block.objects.visible_to(actor).filter(pk=pk).first()
    if found is not None:
        services.unblock(actor=actor, block=found)
    return redirect("blocks:list")
