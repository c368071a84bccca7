"""The list of boards, joining one and putting one away; and, for managers, shaping them."""

from uuid import UUID

from django.conf import settings as site
from django.db.models import Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize, is_granted
from forum.boards import services
from forum.boards.forms import NEW, SetForm, ShapeForm, shape_of
from forum.boards.models import Board, BoardMembership, PutAway
from forum.core.refusals import Refusal
from forum.envelope.services import mention_once


@require_GET
def boards(request: HttpRequest) -> HttpResponse:
    """Where one can go to read and write."""
    actor = account_of(request)
    authorize(actor, Permission.BOARD_READ, SITE)
    away_ones = PutAway.objects.visible_to(actor).values_list("board_id", Value("away"))
    joined_ones = BoardMembership.objects.visible_to(actor).values_list("board_id", Value("joined"))
    chosen = list(away_ones.union(joined_ones))  # One question for both.
    away, joined = ({board_id for board_id, what in chosen if what == name} for name in ("away", "joined"))
    rows = list(Board.objects.visible_to(actor).listed().in_order())
    context = {
        "boards": [board for board in rows if board.pk not in away],
        "away": [board for board in rows if board.pk in away],
        "joined": joined,
        "may_choose": is_granted(actor, Permission.BOARD_PUT_AWAY),
        "mentions_envelope": is_granted(actor, Permission.ENVELOPE_WRITE) and mention_once(actor=actor),
    }
    return render(request, "forum/boards/list.html", context)


@require_POST
def join(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Join a board by choice."""
    actor = account_of(request)
    services.join_board(actor=actor, board=get_object_or_404(Board.objects.visible_to(actor), pk=pk))
    return redirect("threads:board", pk)


@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave it again."""
    actor = account_of(request)
    services.leave_board(actor=actor, board=get_object_or_404(Board.objects.visible_to(actor), pk=pk))
    return redirect("threads:board", pk)


@require_POST
def put_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Out of one's list, or back into it."""
    actor = account_of(request)
    board = get_object_or_404(Board.objects.visible_to(actor), pk=pk)
    services.put_board_away(actor=actor, board=board, away=request.POST.get("away") == "1")
    return redirect("boards:list")


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


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a board."""
    actor = account_of(request)
    authorize(actor, Permission.BOARD_SHAPE, SITE)
    form = ShapeForm(request.POST or None, initial=NEW)
    if request.method == "POST" and form.is_valid():
        try:
            board = services.add_board(actor=actor, shape=form.shape())
            return redirect(f"{reverse('boards:settings')}#b-{board.pk}")
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    return _shape(request, form, None)


@require_http_methods(["GET", "POST"])
def shape(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a board is."""
    actor = account_of(request)
    board = get_object_or_404(Board.objects.visible_to(actor), pk=pk)
    authorize(actor, Permission.BOARD_SHAPE, board)
    form = ShapeForm(request.POST or None, initial=shape_of(board))
    if request.method == "POST" and form.is_valid():
        try:
            services.shape_board(actor=actor, board=board, shape=form.shape())
            return redirect(f"{reverse('boards:settings')}#b-{board.pk}")
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    return _shape(request, form, board)


def _shape(request: HttpRequest, form: ShapeForm, board: Board | None) -> HttpResponse:
    context = {"form": form, "board": board}
    return render(request, "forum/boards/shape.html", context, status=422 if form.errors else 200)


def _settings(request: HttpRequest, **sent: SetForm) -> HttpResponse:
    actor = account_of(request)
    authorize(actor, Permission.BOARD_SET, SITE)
    rows = [(board, sent.get(str(board.pk)) or _form(board)) for board in Board.objects.visible_to(actor).in_order()]
    context = {"rows": rows, "days": site.NEWCOMERS["days"].days, "posts": site.NEWCOMERS["posts"]}
    return render(request, "forum/boards/settings.html", context, status=422 if sent else 200)


def _form(board: Board) -> SetForm:
    return SetForm(initial={"holds": board.holds_newcomers}, auto_id=f"{board.pk}_%s")
