"""Pages of plain words that anybody may read, signed in or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from forum.accounts.actors import actor_of
from forum.accounts.permissions import TEAM, Role
from forum.support.pages import what_we_hold


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The front door: for visitors what this is; whoever is signed in goes straight in."""
    actor = actor_of(request)
    if actor.role == Role.VISITOR:
        return render(request, "pages/home.html")
    return redirect("rota:shifts" if actor.role in TEAM else "boards:list")


@login_not_required
@require_GET
def page(request: HttpRequest, name: str) -> HttpResponse:
    """A page of plain words."""
    return render(request, f"pages/{name}.html")


@login_not_required
@require_GET
def held(request: HttpRequest) -> HttpResponse:
    """Everything we hold about a person, why, and for how long."""
    return render(request, "pages/held.html", {"groups": what_we_hold()})
