"""One shift: who is on it, what is open and to whom; taking a place, letting go of it, and what managers do there."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows, authorize, refusal_for
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from moderation.rota import eligibility, openings, placing, services
from moderation.rota.duties import Duty
from moderation.rota.forms.shifts import FillForm, ReasonForm
from moderation.rota.models import Shift
from moderation.rota.walltime import hour, place_name
from moderation.team import roster


@require_GET
def shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One shift: when, who, what it needs, what is open."""
    actor, found = account_of(request), _shift(request, pk)
    now = clock.now()
    sheet = openings.one(actor, found, now)
    context = {
        "sheet": sheet,
        "shift": sheet.shift,
        "hour": hour,
        "is_over": sheet.shift.is_over(now),
        "has_begun": sheet.shift.starts_at <= now,
        "drop_until": sheet.shift.starts_at - settings.ROTA["cut_off"],
        "waiting": any(one.waits for part in sheet.parts for one in part.seated),
        "stage": refusal_for(actor, Permission.SHIFT_TAKE, sheet.shift),
        "may_plan": allows(actor, Permission.SHIFT_PLAN, sheet.shift),
    }
    return render(request, "moderation/rota/shift.html", context)


@require_GET
def open_shifts(request: HttpRequest) -> HttpResponse:
    """The coming shifts with a place that somebody could take; and for the others, why not."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.SHIFT_READ, SITE)
    after = request.GET.get("after", "")
    me, page = openings.coming(actor, now, after)
    context = {
        "mine": [sheet for sheet in page.rows if sheet.open_to_me],
        "others": [sheet for sheet in page.rows if not sheet.open_to_me],
        "page": page,
        "is_later": bool(after),
        "warnings": eligibility.warnings(me, now=now),
        "stage": refusal_for(actor, Permission.SHIFT_TAKE, SITE),
        "clock_of": place_name(),
        "hour": hour,
    }
    return render(request, "moderation/rota/open.html", context)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign up. Whoever comes second for the last place gets a kind page with what is open."""
    found, duty = _shift(request, pk), request.POST.get("duty", "")
    if duty not in Duty.values:
        return redirect("rota:shift", pk)
    try:
        services.take(actor=account_of(request), shift=found, duty=Duty(duty))
    except (placing.PlaceTaken, placing.NotEligible) as refusal:
        context = {"refusal": refusal, "shift": found, "hour": hour}
        return render(request, "moderation/rota/not_this_time.html", context, status=refusal.status)
    return redirect("rota:shift", pk)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let go of one's own place, or take back that one asked for it."""
    services.drop(actor=account_of(request), shift=_shift(request, pk))
    return redirect("rota:shift", pk)


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom a manager could put on a shift: who can first, then who could with a reason."""
    actor, found = account_of(request), _shift(request, pk)
    authorize(actor, Permission.SHIFT_PLAN, found)
    form = FillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.fill(
                actor=actor,
                shift=found,
                duty=form.cleaned_data["duty"],
                account=_person(actor, form),
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:shift", pk)
    lists = openings.candidates(actor, found, clock.now())
    context = {"form": form, "shift": found, "lists": lists, "hour": hour, "forms": _forms(form, lists)}
    return render(request, "moderation/rota/fill.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The places of a shift that wait for a manager."""
    actor, found = account_of(request), _shift(request, pk)
    authorize(actor, Permission.PLACE_APPROVE, found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.approve(actor=actor, shift=found, account=_person(actor, form), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:shift", pk)
    chosen = str(form.data.get("account", ""))
    rows = [
        (place, words, form if str(place.account_id) == chosen else ReasonForm(auto_id=f"id_{place.pk}_%s"), asks)
        for place, words, asks in openings.waiting(actor, found, clock.now())
    ]
    context = {"form": form, "shift": found, "rows": rows, "hour": hour}
    return render(request, "moderation/rota/approve.html", context, status=422 if form.errors else 200)


@require_POST
def decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, found = account_of(request), _shift(request, pk)
    services.decline(actor=actor, shift=found, account=_person(actor, _valid(request)))
    return redirect("rota:shift", pk)


@require_POST
def clear(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A manager takes somebody off."""
    actor, found = account_of(request), _shift(request, pk)
    services.clear(actor=actor, shift=found, account=_person(actor, _valid(request)))
    return redirect("rota:shift", pk)


def _forms(sent: FillForm, lists: list[openings.Candidates]) -> dict[Duty, FillForm]:
    """A form for each duty: what was sent for one of them, with its words, and an empty one for the others."""
    chosen = sent.data.get("duty", "")
    return {one.duty: sent if chosen == one.duty else FillForm(auto_id=f"id_{one.duty.value}_%s") for one in lists}


def _shift(request: HttpRequest, pk: UUID) -> Shift:
    return get_object_or_404(Shift.objects.visible_to(account_of(request)), pk=pk)


def _person(actor: Account, form: ReasonForm) -> Account:
    return get_object_or_404(roster.visible_to(actor), pk=form.cleaned_data["account"])


def _valid(request: HttpRequest) -> ReasonForm:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise NotGranted
    return form
