"""Asking, and what was found."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.boards.models import Board
from forum.core import clock
from forum.core.refusals import Refusal
from forum.search.asking import read_address
from forum.search.finding import find
from forum.search.forms import SearchForm
from forum.search.services import ask


@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The box, and under a sealed address what was found. The words are sent in a form, never in an address."""
    actor = account_of(request)
    authorize(actor, Permission.SEARCH_ASK, SITE)
    boards = list(Board.objects.visible_to(actor).in_order())
    if request.method == "POST":
        return _ask(request, SearchForm(request.POST, boards=boards))
    sealed = request.GET.get("asked", "")
    asked = read_address(actor, sealed) if sealed else None
    context = {
        "form": SearchForm(boards=boards, initial=asdict(asked) if asked else None),
        "found": find(actor, asked, after=request.GET.get("after", ""), now=clock.now()) if asked else None,
        "sealed": sealed,
        "is_first_page": "after" not in request.GET,
        "is_over": bool(sealed) and asked is None,
    }
    return render(request, "forum/search/search.html", context)


def _ask(request: HttpRequest, form: SearchForm) -> HttpResponse:
    if form.is_valid():
        try:
            sealed = ask(actor=account_of(request), asked=form.asked())
            return redirect(f"{reverse('search:search')}?{urlencode({'asked': sealed})}")
        except Refusal as refusal:
            form.add_error(None, refusal.message)
    context = {"form": form, "found": None, "sealed": "", "is_first_page": True, "is_over": False}
    return render(request, "forum/search/search.html", context, status=422)
