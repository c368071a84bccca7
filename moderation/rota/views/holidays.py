"""The bank holidays where the service is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import actor_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.when import local
from moderation.rota.forms.patterns import HolidayForm
from moderation.rota.models import Holiday
from moderation.rota.recurring.foresight import day_in_words
from moderation.rota.services import holidays as verbs


@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """The coming bank holidays, and one more."""
    actor = actor_of(request)
    authorize(actor, Permission.PATTERN_WRITE, SITE)
    form = HolidayForm(request.POST or None)
    if form.is_bound and form.is_valid():
        verbs.add_holiday(actor=actor, day=form.cleaned_data["day"], name=form.cleaned_data["name"])
        return redirect("rota:holidays")
    today = local(clock.now()).date()
    coming = list(Holiday.objects.visible_to(actor).filter(day__gte=today).order_by("day"))
    context = {"form": form, "coming": coming, "day_in_words": day_in_words}
    return render(request, "moderation/rota/holidays.html", context, status=422 if form.errors else 200)


@require_POST
def remove_holiday(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    verbs.remove_holiday(actor=actor, holiday=get_object_or_404(Holiday.objects.visible_to(actor), pk=pk))
    return redirect("rota:holidays")
