"""The board, and a concern that waits."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from moderation.review.desk import warning_names
from moderation.safeguarding import services
from moderation.safeguarding.board import board as board_of
from moderation.safeguarding.board import flags_behind, waiting
from moderation.safeguarding.models import Concern


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """What waits, most urgent first, and the cases of whoever asks."""
    return _board(request, "moderation/safeguarding/board.html")


@require_GET
def live_board(request: HttpRequest) -> HttpResponse:
    """The same, for a board that is open already and looks for news."""
    return _board(request, "moderation/safeguarding/_board.html")


def _board(request: HttpRequest, template: str) -> HttpResponse:
    actor = account_of(request)
    authorize(actor, Permission.CONCERNS_OPEN, SITE)
    return render(request, template, {"board": board_of(actor, clock.now())})


@require_GET
def concern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One concern, its words covered. Once it is acknowledged, its place is the case."""
    actor, row = account_of(request), _find(request, pk)
    if not row.is_waiting:
        return redirect("safeguarding:case", row.case.pk)
    services.read_concern(actor=actor, concern=row)
    context = {
        "concern": row,
        "facts": waiting(row, clock.now()),
        "warning_names": warning_names(row.warnings),
        "flags": flags_behind(row, actor),
    }
    return render(request, "moderation/safeguarding/concern.html", context)


@require_POST
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = services.acknowledge(actor=account_of(request), concern=_find(request, pk))
    return redirect("safeguarding:case", case.pk)


def _find(request: HttpRequest, pk: UUID) -> Concern:
    actor = account_of(request)
    authorize(actor, Permission.CONCERN_READ, SITE)
    rows = Concern.objects.visible_to(actor).select_related("about", "about_as", "raised_by", "case")
    return get_object_or_404(rows, pk=pk)
