"""Everybody's hours for managers, the file for payroll, and the shares."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from moderation.hours import month as months
from moderation.hours import payroll, services, shares, sheet, sums
from moderation.rota.walltime import hour
from moderation.team import roster


@require_GET
def everybody(request: HttpRequest) -> HttpResponse:
    """The month of everybody, by duty name."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.HOURS_CORRECT, SITE)
    month = months.read(request.GET.get("month", ""), now)
    rows = payroll.rows(month, now)
    may_name = allows(actor, Permission.LEGAL_NAME_READ, SITE)
    context = {"month": month, "rows": rows, "told": sums.told, "pounds": sums.pounds, "may_name": may_name}
    return render(request, "moderation/hours/all.html", context)


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person's month, for a manager."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.HOURS_CORRECT, SITE)
    month = months.read(request.GET.get("month", ""), now)
    account = get_object_or_404(roster.visible_to(actor), pk=pk)
    context = {
        "sheet": sheet.of(actor, account, month, now),
        "is_mine": False,
        "may_correct": account.pk != actor.pk,
        "may_see_all": True,
        "told": sums.told,
        "pounds": sums.pounds,
        "hour": hour,
        "now": now,
    }
    return render(request, "moderation/hours/mine.html", context)


@require_GET
def payroll_file(request: HttpRequest) -> HttpResponse:
    """The month as CSV. Taking it out is written down."""
    actor, now = account_of(request), clock.now()
    month = months.read(request.GET.get("month", ""), now)
    legal_names = request.GET.get("names") == "on"
    services.export_payroll(actor=actor, month=month, legal_names=legal_names)
    text = payroll.as_csv(month, payroll.rows(month, now), legal_names=legal_names)
    headers = {"Content-Disposition": f'attachment; filename="hours-{month.code}.csv"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def shared(request: HttpRequest) -> HttpResponse:
    """My share, and for managers everybody's."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.HOURS_READ, SITE)
    plans = allows(actor, Permission.HOURS_CORRECT, SITE)
    context = {
        "spread": shares.spread(actor, now, everybody=plans),
        "sorts": shares.SORTS,
        "weeks": shares.WEEKS,
        "group": shares.GROUP,
        "plans": plans,
    }
    return render(request, "moderation/hours/shares.html", context)
