"""For leads and managers: talks that wait, who has what, and what somebody learned elsewhere."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from forum.core.when import local
from moderation.team import roster
from moderation.training import learning, services
from moderation.training.forms import ElsewhereForm
from moderation.training.made_up import Choice, Soon, items
from moderation.training.models import Completion, Module, Practice


@require_GET
def talks(request: HttpRequest) -> HttpResponse:
    """Who would like to talk a module over: those who asked for me first."""
    actor = account_of(request)
    authorize(actor, Permission.MODULE_CONFIRM, SITE)
    waiting = Completion.objects.visible_to(actor).filter(awaits_talk=True, account__is_active=True)
    waiting = waiting.exclude(account=actor).select_related("account", "module", "talk_with")
    rows = sorted(waiting, key=lambda one: (one.talk_with_id != actor.pk, one.completed_on, str(one.pk)))
    return render(request, "moderation/training/talks.html", {"rows": rows, "told": learning.told})


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """We talked it over: it counts."""
    actor = account_of(request)
    completion = get_object_or_404(Completion.objects.visible_to(actor), pk=pk)
    services.confirm_talk(actor=actor, completion=completion)
    return redirect("training:talks")


@require_GET
def everybody(request: HttpRequest) -> HttpResponse:
    """Who has what, by name, and what is missing."""
    actor = account_of(request)
    authorize(actor, Permission.MODULE_CONFIRM, SITE)
    people = list(roster.visible_to(actor))
    found = learning.of(people, local(clock.now()).date())
    rows = [(person, found[person.pk]) for person in people]
    modules = [row.module for row in rows[0][1]] if rows else []
    return render(request, "moderation/training/everybody.html", {"rows": rows, "modules": modules})


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What one person has learned and practised; write down what they learned elsewhere."""
    actor = account_of(request)
    authorize(actor, Permission.MODULE_CONFIRM, SITE)
    account = get_object_or_404(roster.visible_to(actor), pk=pk)
    modules = Module.objects.visible_to(actor).filter(is_open=True).in_order()
    form = ElsewhereForm(request.POST if request.method == "POST" else None, actor=actor, modules=modules)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            services.record_elsewhere(
                actor=actor, account=account, modules=said["modules"], completed_on=said["completed_on"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("training:person", pk)
    context = {
        "person": account,
        "rows": learning.mine(account, local(clock.now()).date()),
        "practised": _practised(request, account.pk),
        "form": form,
        "may_record": allows(actor, Permission.MODULE_CONFIRM, account),
    }
    return render(request, "moderation/training/person.html", context, status=422 if form.errors else 200)


def _practised(request: HttpRequest, pk: UUID) -> list[tuple[str, Practice, str, str]]:
    """What somebody practised, the newest first, to look at together."""
    known = items()
    rows = Practice.objects.visible_to(account_of(request)).filter(account_id=pk).order_by("-practised_at", "pk")[:60]
    return [
        (known[one.item].title, one, str(Choice(one.decision).label), str(Soon(one.level).label))
        for one in rows
        if one.item in known
    ]
