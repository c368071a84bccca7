"""The list of boards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.boards.models import Board


@require_GET
def boards(request: HttpRequest) -> HttpResponse:
    """Where one can go to read and write."""
    actor = account_of(request)
    authorize(actor, Permission.BOARD_READ, SITE)
    rows = Board.objects.visible_to(actor).in_order()
    return render(request, "forum/boards/list.html", {"boards": rows})
