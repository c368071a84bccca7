"""When I am away, and the pause."""

from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.rota.away import in_words
from moderation.rota.forms.absences import AbsenceForm
from moderation.rota.models import Absence
from moderation.rota.services import absences as verbs
from moderation.rota.walltime import place_name


@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest) -> HttpResponse:
    """My times away, and one more; for whoever plans, everybody's."""
    actor = account_of(request)
    authorize(actor, Permission.ABSENCE_DECLARE, SITE)
    form = AbsenceForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            verbs.declare_absence(
                actor=actor, starts_at=form.cleaned_data["starts_at"], ends_at=form.cleaned_data["ends_at"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:absences")
    now = clock.now()
    lasting = Absence.objects.visible_to(actor).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))
    mine = list(lasting.filter(account=actor).order_by("starts_at"))
    plans = allows(actor, Permission.SHIFT_PLAN, SITE)
    others = lasting.exclude(account=actor).filter(account__is_active=True).select_related("account") if plans else []
    context = {
        "form": form,
        "pause": next((absence for absence in mine if absence.ends_at is None), None),
        "away": [absence for absence in mine if absence.ends_at is not None],
        "others": sorted(others, key=lambda absence: (absence.starts_at, absence.account.pseudonym)),
        "plans": plans,
        "now": now,
        "in_words": in_words,
        "clock_of": place_name(),
    }
    return render(request, "moderation/rota/absences.html", context, status=422 if form.errors else 200)


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """A pause, in one press."""
    verbs.begin_pause(actor=account_of(request))
    return redirect("rota:absences")


@require_POST
def end_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    verbs.end_absence(actor=actor, absence=get_object_or_404(Absence.objects.visible_to(actor), pk=pk))
    return redirect("rota:absences")
