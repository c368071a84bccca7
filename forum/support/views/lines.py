"""The directory: for everybody, and for the managers who look after it."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import region as kept_region
from forum.accounts.actors import account_of, actor_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, authorize, is_granted
from forum.accounts.services.choosing import set_choices
from forum.core import clock
from forum.core.when import local
from forum.support import services
from forum.support.forms import CheckForm, LineForm
from forum.support.listing import Wanted, by_need, listing
from forum.support.models import Line
from forum.support.needs import REGION_NAMES, REGIONS
from forum.support.regions import region_for


@login_not_required
@require_GET
def crisis_help(request: HttpRequest) -> HttpResponse:
    """The directory: open now first. It is never behind a sign-in or a notice."""
    actor, mine = actor_of(request), region_for(request)
    lines = Line.objects.visible_to(actor).listed().in_order()
    context = listing(lines, wanted=Wanted.read(request.GET, region=mine), now=clock.now())
    context |= {"mine": mine, "region_names": REGION_NAMES, "query": request.GET.urlencode()}
    context["may_refer"] = is_granted(actor, Permission.REFERRAL_ASK)
    return render(request, "forum/support/help.html", context)


@login_not_required
@require_GET
def sheets(request: HttpRequest) -> HttpResponse:
    """The same to print or to copy: one sheet for each need, and without names if that is safer."""
    wanted = Wanted.read(request.GET, region=region_for(request))
    lines = Line.objects.visible_to(actor_of(request)).listed().in_order()
    context = {
        "sheets": by_need(lines, wanted=wanted, now=clock.now()),
        "nameless": request.GET.get("names") == "off",
        "wanted": wanted,
    }
    return render(request, "forum/support/sheets.html", context)


@login_not_required
@require_POST
def choose_region(request: HttpRequest) -> HttpResponse:
    """From now on the lines on every page are those of this region: a visitor's until the browser closes, a member's
    until they choose another."""
    actor, sent = actor_of(request), request.POST.get("region", "")
    region = sent if sent in REGIONS else ""
    kept_region.remember(request.session, region)
    if isinstance(actor, Account) and actor.role == Role.MEMBER:
        set_choices(actor=actor, region=region)
    return redirect(f"{reverse('support:help')}?region={region}" if region else "support:help")


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """For managers: which entries of the directory need checking."""
    account = account_of(request)
    authorize(account, Permission.DIRECTORY_CHECK, SITE)
    return _directory(request, account)


@require_POST
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that an entry was compared with its own website today."""
    account, line = _line(request, pk)
    form = CheckForm(request.POST)
    authorize(account, Permission.DIRECTORY_CHECK, SITE)
    if not form.is_valid():
        return _directory(request, account, trouble=str(form.errors["next_check_on"][0]))
    services.check_line(actor=account, line=line, next_check_on=form.cleaned_data["next_check_on"])
    return _back_to(line)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a line."""
    account = account_of(request)
    authorize(account, Permission.DIRECTORY_SHAPE, SITE)
    form = LineForm(request.POST or None, actor=account)
    if request.method == "POST" and form.is_valid():
        return _back_to(
            services.add_line(actor=account, facts=form.facts(), submission=form.cleaned_data["submission"])
        )
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a line says."""
    account, line = _line(request, pk)
    authorize(account, Permission.DIRECTORY_SHAPE, SITE)
    form = LineForm(request.POST or None, actor=account, initial=LineForm.initial_of(line))
    if request.method == "POST" and form.is_valid():
        services.change_line(actor=account, line=line, facts=form.facts())
        return _back_to(line)
    return _form(request, form, line)


@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Up or down in the list."""
    account, line = _line(request, pk)
    services.move_line(actor=account, line=line, up=request.POST.get("way") == "up")
    return _back_to(line)


@require_POST
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Off the list."""
    account, line = _line(request, pk)
    services.retire_line(actor=account, line=line)
    return _back_to(line)


@require_POST
def put_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Back into the list."""
    account, line = _line(request, pk)
    services.put_line_back(actor=account, line=line)
    return _back_to(line)


def _line(request: HttpRequest, pk: UUID) -> tuple[Account, Line]:
    account = account_of(request)
    return account, get_object_or_404(Line.objects.visible_to(account), pk=pk)


def _back_to(line: Line) -> HttpResponse:
    return redirect(f"{reverse('support:directory')}#line-{line.pk}")


def _directory(request: HttpRequest, account: Account, trouble: str = "") -> HttpResponse:
    today = local(clock.now()).date()
    lines = list(Line.objects.visible_to(account).in_order())
    context = {
        "rows": [(line, line.is_stale(today)) for line in lines if line.is_listed],
        "retired": [line for line in lines if not line.is_listed],
        "due": sum(line.is_listed and line.is_stale(today) for line in lines),
        "region_names": REGION_NAMES,
        "trouble": trouble,
    }
    return render(request, "forum/support/directory.html", context, status=422 if trouble else 200)


def _form(request: HttpRequest, form: LineForm, line: Line | None) -> HttpResponse:
    context = {"form": form, "line": line}
    return render(request, "forum/support/line_form.html", context, status=422 if form.errors else 200)
