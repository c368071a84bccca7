"""One's own supervision, and one's own log."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.paging import page as page_of
from forum.core.walltime import place_name
from moderation.supervision import overview, services
from moderation.supervision.forms import WordsForm
from moderation.supervision.models import LogEntry


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """How one stands, what is planned, and the people one supervises."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.SUPERVISION_READ, SITE)
    context = {
        "mine": overview.mine(actor, now),
        "coming": overview.coming(actor, now),
        "lately": overview.lately(actor, now),
        "people": overview.those_i_supervise(actor, now),
        "may_lead": allows(actor, Permission.SUPERVISION_LEAD, SITE),
        "may_plan": allows(actor, Permission.SUPERVISION_PLAN, SITE),
        "clock_of": place_name(),
    }
    return render(request, "moderation/supervision/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """One's own log: what is in it, and a line more."""
    actor = account_of(request)
    authorize(actor, Permission.LOG_READ, SITE)
    form = WordsForm(request.POST, actor=actor) if request.method == "POST" else None
    if form and form.is_valid():
        services.write_entry(actor=actor, **form.cleaned_data)
        return redirect("supervision:log")
    form = form or WordsForm(actor=actor, initial=kept.initial(request))
    mine = LogEntry.objects.visible_to(actor)
    page = page_of(mine, by="written_at", after=request.GET.get("after", ""), newest_first=True)
    context = {"form": form, "page": page}
    return render(request, "moderation/supervision/log.html", context, status=422 if form.errors else 200)


@require_POST
def forget_entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    entry = get_object_or_404(LogEntry.objects.visible_to(actor), pk=pk)
    services.forget_entry(actor=actor, entry=entry)
    return redirect("supervision:log")
