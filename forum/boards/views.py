"""The list of boards; and, for managers, whose posts wait for a first look."""

from uuid import UUID

from django.conf import settings as site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.boards import services
from forum.boards.forms import SetForm
from forum.boards.models import Board


@require_GET
def boards(request: HttpRequest) -> HttpResponse:
    """Where one can go to read and write."""
    actor = account_of(request)
    authorize(actor, Permission.BOARD_READ, SITE)
    rows = Board.objects.visible_to(actor).in_order()
    return render(request, "forum/boards/list.html", {"boards": rows})


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """For managers: what holds in each board."""
    return _settings(request)


@require_POST
def set_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose for one board."""
    actor = account_of(request)
    board = get_object_or_404(Board.objects.visible_to(actor), pk=pk)
    authorize(actor, Permission.BOARD_SET, board)
    form = SetForm(request.POST, auto_id=f"{pk}_%s")
    if not form.is_valid():
        return _settings(request, **{str(pk): form})
    services.set_board(actor=actor, board=board, holds=form.cleaned_data["holds"])
    return redirect(f"{reverse('boards:settings')}#b-{pk}")


def _settings(request: HttpRequest, **sent: SetForm) -> HttpResponse:
    actor = account_of(request)
    authorize(actor, Permission.BOARD_SET, SITE)
    rows = [(board, sent.get(str(board.pk)) or _form(board)) for board in Board.objects.visible_to(actor).in_order()]
    context = {"rows": rows, "days": site.NEWCOMERS["days"].days, "posts": site.NEWCOMERS["posts"]}
    return render(request, "forum/boards/settings.html", context, status=422 if sent else 200)


def _form(board: Board) -> SetForm:
    return SetForm(initial={"holds": board.holds_newcomers}, auto_id=f"{board.pk}_%s")
