"""Whom somebody does not meet any more or has muted, and taking that back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.blocks import services
from forum.blocks.models import Block, Mute


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Whom one blocked and whom one muted, the newest first."""
    actor = account_of(request)
    authorize(actor, Permission.BLOCK_SET, SITE)
    blocks = Block.objects.visible_to(actor).select_related("blocked", "blocked_as").order_by("-at", "pk")
    mutes = Mute.objects.visible_to(actor).select_related("muted", "muted_as").order_by("-at", "pk")
    return render(request, "forum/blocks/list.html", {"blocks": blocks, "mutes": mutes})


@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Meet somebody again. Pressed twice, the second press finds nothing to do."""
    actor = account_of(request)
    authorize(actor, Permission.BLOCK_SET, SITE)
    found = Block.objects.visible_to(actor).filter(pk=pk).first()
    if found is not None:
        services.unblock(actor=actor, block=found)
    return redirect("blocks:list")


@require_POST
def unmute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a name again. Pressed twice, the second press finds nothing to do."""
    actor = account_of(request)
    authorize(actor, Permission.MEMBER_MUTE, SITE)
    found = Mute.objects.visible_to(actor).filter(pk=pk).first()
    if found is not None:
        services.unmute(actor=actor, mute=found)
    return redirect("blocks:list")
