"""Planning sessions, changing and cancelling them, and offering a time for a talk of two."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, authorize
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from forum.core.walltime import hour, place_name
from moderation.hosting.forms.plans import CancelForm, ChangeForm, OfferForm, PlanForm
from moderation.hosting.listing import offered_by
from moderation.hosting.services import planning
from moderation.hosting.views.finding import a_session
from moderation.rota.counted import PROVEN
from moderation.team import roster


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new session, once or for some weeks."""
    actor = account_of(request)
    authorize(actor, Permission.CHAT_PLAN, SITE)
    begun = {"host": str(actor.pk)} | kept.initial(request)
    form = PlanForm(request.POST or None, actor=actor, people=_hosts(actor), initial=begun)
    if request.method == "POST" and form.is_valid():
        weeks, submission = form.cleaned_data["repeats"], form.cleaned_data["submission"]
        try:
            made = planning.plan(actor=actor, **form.plan, submission=submission, repeats=weeks)
        except Refusal as refusal:
            _tell(form, refusal)
        else:
            return redirect(f"{reverse('hosting:list')}?done={'weekly' if weeks > 1 else 'planned'}#s-{made.pk}")
    context = {"form": form, "clock_of": place_name(), "session": None}
    return render(request, "moderation/hosting/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another plan for a session that has not begun."""
    actor, session = account_of(request), a_session(request, pk)
    authorize(actor, Permission.CHAT_PLAN, session)
    begun = ChangeForm.of(session) | kept.initial(request)
    form = ChangeForm(request.POST or None, actor=actor, people=_hosts(actor, session.host), initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change_plan(actor=actor, session=session, **form.plan)
        except Refusal as refusal:
            _tell(form, refusal)
        else:
            return redirect("hosting:session", pk)
    context = {"form": form, "clock_of": place_name(), "session": session}
    return render(request, "moderation/hosting/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It does not take place: asked once more, with a line for whoever wanted to come."""
    actor, session = account_of(request), a_session(request, pk)
    authorize(actor, Permission.CHAT_PLAN, session)
    form = CancelForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            planning.cancel(actor=actor, session=session, words=form.cleaned_data["words"])
        except Refusal as refusal:
            _tell(form, refusal)
        else:
            return redirect(f"{reverse('hosting:list')}?done=cancelled")
    context = {"form": form, "session": session, "hour": hour}
    return render(request, "moderation/hosting/cancel.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def support(request: HttpRequest) -> HttpResponse:
    """Times for a talk of two, within one's own shifts."""
    actor = account_of(request)
    authorize(actor, Permission.SUPPORT_OFFER, SITE)
    form = OfferForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("starts_at", "minutes", "submission")}
        try:
            made = planning.offer_support(actor=actor, **said)
        except Refusal as refusal:
            _tell(form, refusal)
        else:
            return redirect(f"{reverse('hosting:support')}#s-{made.pk}")
    context = {"form": form, "sessions": offered_by(actor, clock.now()), "clock_of": place_name(), "hour": hour}
    return render(request, "moderation/hosting/support.html", context, status=422 if form.errors else 200)


def _hosts(actor: Account, known: Account | None = None) -> list[Account]:
    """Who could hold a session: moderators past probation, and whoever does already."""
    able = [one for one in roster.visible_to(actor) if one.role == Role.MODERATOR and one.stage in PROVEN]
    return [*able, known] if known and known not in able else able


def _tell(form: ChangeForm | CancelForm | OfferForm, refusal: Refusal) -> None:
    """A refusal stands above what was written; what is not theirs is not there."""
    if isinstance(refusal, NotGranted):
        raise refusal
    form.add_error(None, str(refusal))
