"""One address for each verb of a case: it takes the form, and shows it alone when it needs another look."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from moderation.safeguarding import services
from moderation.safeguarding.forms import AdviseForm
from moderation.safeguarding.models import Consultation
from moderation.safeguarding.views.cases import find_case
from moderation.safeguarding.views.forms_of_a_case import ACTIONS, bound, unbound

_both = require_http_methods(["GET", "HEAD", "POST"])


@_both
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "write")


@_both
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "note")


@_both
def told(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "told")


@_both
def consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "consent")


@_both
def level(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "level")


@_both
def consult(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "consult")


@_both
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "decide")


@_both
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "close")


@_both
def look_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "look_again")


@_both
def take_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "take_over")


def _act(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    actor, case = account_of(request), find_case(request, pk)
    action = ACTIONS[name]
    if request.method == "POST":
        form = bound(name, request.POST, actor)
        if form.is_valid():
            try:
                action.do(actor=actor, case=case, **form.cleaned_data)
                return redirect(f"{reverse('safeguarding:case', args=[case.pk])}#{name}")
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    else:
        authorize(actor, action.permission, case)
        form = unbound(name, case, actor, kept.initial(request))
    # The form starts with what the record says, so showing it is reading it.
    services.read_case(actor=actor, case=case, again=True)
    context = {"case": case, "name": name, "action": action, "form": form}
    return render(request, "moderation/safeguarding/action.html", context, status=422 if form.errors else 200)


@_both
def advise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The question of a colleague, and the box for one's advice."""
    actor = account_of(request)
    authorize(actor, Permission.CASE_READ, SITE)
    rows = Consultation.objects.visible_to(actor).select_related(
        "asked", "asked_by", "case__concern__about", "case__concern__about_as"
    )
    row = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        form = AdviseForm(request.POST, actor=actor)
        if form.is_valid():
            try:
                services.advise(actor=actor, consultation=row, **form.cleaned_data)
                return redirect("safeguarding:case", row.case_id)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    else:
        form = AdviseForm(actor=actor, initial=kept.initial(request))
    # The page shows the question, also when the form came back: showing it is reading it.
    services.read_case(actor=actor, case=row.case, again=True)
    context = {"consultation": row, "form": form, "may_advise": row.asked_id == actor.pk and not row.is_answered}
    return render(request, "moderation/safeguarding/advise.html", context, status=422 if form.errors else 200)
