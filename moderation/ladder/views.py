"""My stage, everybody's, and the page on which a stage is signed off."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Stage, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.ladder import ladder, services
from moderation.ladder.forms import GoBackForm, StageForm
from moderation.ladder.models import Step
from moderation.team import roster
from moderation.training.learning import told

_SIGN, _BACK = "sign_%s", "back_%s"
_WHY_BACK = "What you agreed, in a few words"


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Where I am, what it opens, what is missing for the next stage, and how I came here."""
    actor = account_of(request)
    authorize(actor, Permission.STAGE_READ, SITE)
    [stand] = ladder.stands_of([actor], clock.now())
    context = {
        "stand": stand,
        "ways": ladder.ways_of(actor.role),
        "steps": _steps(request, actor),
        "may_change": allows(actor, Permission.STAGE_CHANGE, SITE),
        "told": told,
    }
    return render(request, "moderation/ladder/mine.html", context)


@require_POST
def go_back(request: HttpRequest) -> HttpResponse:
    """Go back a stage: one press, no reason."""
    form = GoBackForm(request.POST)
    if form.is_valid():
        services.go_back(actor=account_of(request), to=Stage(form.cleaned_data["to"]))
    return redirect("ladder:mine")


@require_GET
def everybody(request: HttpRequest) -> HttpResponse:
    """The ladder with everybody on it, by name."""
    actor = account_of(request)
    authorize(actor, Permission.STAGE_CHANGE, SITE)
    stands = ladder.stands_of(list(roster.visible_to(actor)), clock.now())
    return render(request, "moderation/ladder/everybody.html", {"rungs": ladder.rungs_of(stands), "told": told})


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One person: where they are, what is missing, and the two forms."""
    return _person(request, _find(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign the next stage off. Looked at, it is the person's page with the words that were kept for this form."""
    account = _find(request, pk)
    form = StageForm(_posted(request), actor=account_of(request), auto_id=_SIGN, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        try:
            services.sign_off(actor=account_of(request), account=account, **_said(form))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("ladder:person", pk)
    return _person(request, account, signing=form)


@require_http_methods(["GET", "HEAD", "POST"])
def step_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A step back that the two of them agreed on."""
    account = _find(request, pk)
    form = StageForm(
        _posted(request), actor=account_of(request), auto_id=_BACK, label=_WHY_BACK, initial=kept.initial(request)
    )
    if form.is_bound and form.is_valid():
        try:
            services.step_back(actor=account_of(request), account=account, **_said(form))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("ladder:person", pk)
    return _person(request, account, backing=form)


def _find(request: HttpRequest, pk: UUID) -> Account:
    actor = account_of(request)
    authorize(actor, Permission.STAGE_CHANGE, SITE)
    return get_object_or_404(roster.visible_to(actor), pk=pk)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _said(form: StageForm) -> dict[str, Any]:
    """What the form says, without its token: a stage signed off twice is one step by the stage it leads to."""
    return {name: value for name, value in form.cleaned_data.items() if name != "submission"}


def _steps(request: HttpRequest, account: Account) -> list[Step]:
    steps = Step.objects.visible_to(account_of(request)).filter(account=account)
    return list(steps.select_related("signed_by").order_by("-at", "pk"))


def _person(request: HttpRequest, account: Account, **forms: StageForm) -> HttpResponse:
    actor = account_of(request)
    [stand] = ladder.stands_of([account], clock.now())
    context = {
        "person": account,
        "stand": stand,
        "steps": _steps(request, account),
        "may_change": allows(actor, Permission.STAGE_CHANGE, account),
        "signing": StageForm(actor=actor, auto_id=_SIGN),
        "backing": StageForm(actor=actor, auto_id=_BACK, label=_WHY_BACK),
        "told": told,
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "moderation/ladder/person.html", context, status=status)
