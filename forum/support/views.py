"""Pages that anybody may read, signed in or not."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import SITE, TEAM, Permission, Role, authorize
from forum.core import clock
from forum.core.when import local
from forum.support import pages, services
from forum.support.listing import listing
from forum.support.models import Line


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
    return render(request, "pages/held.html", {"groups": pages.what_we_hold()})


@login_not_required
@require_GET
def crisis_help(request: HttpRequest) -> HttpResponse:
    """The directory: open now first. It is never behind a sign-in or a notice."""
    lines = Line.objects.visible_to(actor_of(request)).in_order()
    region = request.GET.get("region", "")
    return render(request, "forum/support/help.html", listing(lines, region=region, now=clock.now()))


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """For managers: which entries of the directory need checking."""
    account = account_of(request)
    authorize(account, Permission.DIRECTORY_CHECK, SITE)
    today = local(clock.now()).date()
    rows = [(line, line.is_stale(today)) for line in Line.objects.visible_to(account).in_order()]
    return render(request, "forum/support/directory.html", {"rows": rows})


@require_POST
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that an entry was compared with its own website today."""
    account = account_of(request)
    services.check_line(actor=account, line=get_object_or_404(Line.objects.visible_to(account), pk=pk))
    return redirect(f"{reverse('support:directory')}#line-{pk}")
