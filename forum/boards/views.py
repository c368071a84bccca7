"""The list of boards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.boards.models import Board


@require_GET
def boards(request: HttpRequest) -> HttpResponse:
    """Where one can go to read and write."""
    rows = Board.objects.visible_to(account_of(request)).in_order()
    return render(request, "forum/boards/list.html", {"boards": rows})
