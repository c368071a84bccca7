"""The debrief: writing it, and the pages of whoever answers it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from moderation.handover import debriefs as reading
from moderation.handover import services, support
from moderation.handover.forms import LONGEST, AnswerForm, DebriefForm, PassOnForm
from moderation.handover.strain import HEAVY
from moderation.rota.models import Place


@require_http_methods(["GET", "HEAD", "POST"])
def debrief(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two minutes after a shift; afterwards, what I wrote and what was answered."""
    actor = account_of(request)
    place: Place = get_object_or_404(Place.objects.visible_to(actor).select_related("shift"), pk=pk)
    written = reading.ones_own(actor, place.pk)
    if written is not None:
        if request.method == "POST":
            return redirect("handover:debrief", place.pk)
        told = reading.reading(actor, written)
        context = {"told": told, "place": place, "is_heavy": int(written.strain) >= HEAVY or written.alone == "yes"}
        return render(request, "moderation/handover/debriefed.html", context)
    authorize(actor, Permission.DEBRIEF_WRITE, place)
    return _write_debrief(request, actor, place)


def _write_debrief(request: HttpRequest, actor: Account, place: Place) -> HttpResponse:
    form = _debrief_form(request, actor)
    if form.is_bound and form.is_valid():
        try:
            services.write_debrief(actor=actor, place=place, **_said(form))
            return redirect("handover:debrief", place.pk)
        except Refusal as refusal:
            form = _shown_again(request, actor)
            form.add_error(None, str(refusal))
    elif form.is_bound:
        form = _shown_again(request, actor)
    named = support.named_supporter(actor)
    context = {
        "form": form,
        "place": place,
        "to": support.supporter_of(actor),
        "is_named": named is not None,
        "answer_by": clock.now() + settings.CARE["debrief_answer"],
    }
    return render(request, "moderation/handover/debrief.html", context, status=422 if form.errors else 200)


@require_GET
def debriefs(request: HttpRequest) -> HttpResponse:
    """What waits for me as a supporter, the soonest due first."""
    actor, now = account_of(request), clock.now()
    authorize(actor, Permission.DEBRIEF_ANSWER, SITE)
    context = {
        "waiting": reading.waiting_for(actor),
        "answered": reading.answered_with(actor),
        "overdue": reading.overdue(actor, now).order_by("due_at"),
        "now": now,
    }
    return render(request, "moderation/handover/debriefs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One debrief that came to me, and my answer."""
    actor = account_of(request)
    found = get_object_or_404(reading.held_by(actor), pk=pk)
    if request.method == "POST":
        form = AnswerForm(request.POST, actor=actor)
    else:
        form = AnswerForm(actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        try:
            services.answer_debrief(actor=actor, debrief=found, words=form.cleaned_data["words"])
            return redirect("handover:answer", found.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"told": reading.reading(actor, found), "form": form, "limit": LONGEST, "now": clock.now()}
    return render(request, "moderation/handover/answer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A manager finds somebody else for what waits too long. Not a word of it stands here."""
    actor = account_of(request)
    found = get_object_or_404(reading.overdue(actor, clock.now()), pk=pk)
    form = PassOnForm(request.POST or None, people=reading.could_take(actor, found))
    if request.method == "POST" and form.is_valid():
        try:
            services.pass_on_debrief(actor=actor, debrief=found, to=form.chosen)
            return redirect("handover:debriefs")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"found": found, "form": form}
    return render(request, "moderation/handover/pass_on.html", context, status=422 if form.errors else 200)


def _debrief_form(request: HttpRequest, actor: Account) -> DebriefForm:
    if request.method == "POST":
        return DebriefForm(request.POST, actor=actor)
    return DebriefForm(actor=actor, initial={**kept.initial(request), "to": _to(actor)})


def _shown_again(request: HttpRequest, actor: Account) -> DebriefForm:
    """The same words once more. Whom the page names now is whom the form speaks to."""
    data = request.POST.copy()
    data["to"] = str(_to(actor) or "")
    form = DebriefForm(data, actor=actor)
    form.is_valid()
    return form


def _to(actor: Account) -> UUID | None:
    found = support.supporter_of(actor)
    return found.pk if found else None


def _said(form: DebriefForm) -> dict[str, Any]:
    """What the form says, without its token: a debrief is one for each place."""
    return {name: value for name, value in form.cleaned_data.items() if name != "submission"}
