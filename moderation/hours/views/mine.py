"""My hours by month, writing time down, and setting it right."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.hours import month as months
from moderation.hours import services, sheet, sums
from moderation.hours.forms import CorrectionForm, TimeForm
from moderation.hours.models import TimeEntry
from moderation.rota.models import Place
from moderation.rota.walltime import hour


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My month."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.HOURS_READ, SITE)
    month = months.read(request.GET.get("month", ""), now)
    context = {
        "sheet": sheet.of(actor, actor, month, now),
        "is_mine": True,
        "may_correct": not allows(actor, Permission.HOURS_CORRECT, SITE),
        "may_see_all": allows(actor, Permission.HOURS_CORRECT, SITE),
        "told": sums.told,
        "pounds": sums.pounds,
        "hour": hour,
        "now": now,
    }
    return render(request, "moderation/hours/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Time that no shift tells of."""
    actor = account_of(request)
    authorize(actor, Permission.HOURS_WRITE, SITE)
    form = TimeForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            entry = services.write_time(
                actor=actor,
                day=given["day"],
                kind=given["kind"],
                minutes=form.minutes,
                words=given["words"],
                submission=given["submission"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('hours:mine')}?month={entry.day:%Y-%m}")
    return render(request, "moderation/hours/write.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set one entry right."""
    actor = account_of(request)
    rows = TimeEntry.objects.visible_to(actor).select_related("account", "corrects")
    entry = get_object_or_404(rows.filter(place__isnull=True), pk=pk)
    own = entry.account_id == actor.pk
    authorize(actor, Permission.HOURS_WRITE if own else Permission.HOURS_CORRECT, entry)
    form = CorrectionForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        try:
            services.correct_entry(actor=actor, entry=entry, minutes=form.minutes, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(actor, entry.account, f"{entry.day:%Y-%m}")
    context = {"form": form, "entry": entry, "own": own, "told": sums.told}
    return render(request, "moderation/hours/correct.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set the time on one shift right."""
    actor = account_of(request)
    place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift", "account"), pk=pk)
    own = place.account_id == actor.pk
    authorize(actor, Permission.HOURS_WRITE if own else Permission.HOURS_CORRECT, place)
    form = CorrectionForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        try:
            services.correct_shift(actor=actor, place=place, minutes=form.minutes, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(actor, place.account, months.of(place.shift.starts_at).code)
    context = {"form": form, "place": place, "own": own, "told": sums.told, "hour": hour}
    return render(request, "moderation/hours/correct.html", context, status=422 if form.errors else 200)


def _back(actor: Account, account: Account, month: str) -> HttpResponse:
    own = account.pk == actor.pk
    page = reverse("hours:mine") if own else reverse("hours:person", args=[account.pk])
    return redirect(f"{page}?month={month}")
