"""What is agreed with somebody on the team: a page of one's own, and one for managers."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import NotGranted, Refusal
from forum.core.submission import SubmissionForm
from moderation.team import roster, services
from moderation.team.forms import LegalNameForm, StandingForm
from moderation.team.models import Standing


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that is agreed with me."""
    actor = account_of(request)
    authorize(actor, Permission.STANDING_READ, SITE)
    return render(request, "moderation/team/mine.html", {"person": actor, "standing": _standing(request, actor)})


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For managers: what is agreed with one person, and where the rest about them stands."""
    actor, account = account_of(request), _find(request, pk)
    standing = _standing(request, account)
    initial = kept.initial(request) or _agreed(standing)
    form = StandingForm(request.POST or None, actor=actor, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.change_standing(actor=actor, account=account, **form.agreed)
            return redirect("team:person", pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _person(request, account, standing, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def write_legal_name(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For managers: hold a legal name, or let go of it. What is held stands in no box."""
    actor, account = account_of(request), _find(request, pk)
    form = LegalNameForm(request.POST or None, actor=actor, initial=kept.initial(request))
    if form.is_bound and form.is_valid():
        try:
            services.write_legal_name(actor=actor, account=account, name=form.cleaned_data["legal_name"])
            return redirect("team:person", pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return _person(request, account, _standing(request, account), naming=form)


@require_POST
def open_legal_name(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The legal name we hold: for managers, and for the person themselves. Opening it is written down."""
    actor = account_of(request)
    authorize(actor, Permission.LEGAL_NAME_READ, SITE)
    standing = get_object_or_404(Standing.objects.visible_to(actor).select_related("account"), account_id=pk)
    name = services.read_legal_name(actor=actor, standing=standing)
    return render(request, "moderation/team/legal_name.html", {"person": standing.account, "name": name})


def _find(request: HttpRequest, pk: UUID) -> Account:
    actor = account_of(request)
    authorize(actor, Permission.STANDING_CHANGE, SITE)
    return get_object_or_404(roster.visible_to(actor), pk=pk)


def _standing(request: HttpRequest, account: Account) -> Standing | None:
    return Standing.objects.visible_to(account_of(request)).filter(account=account).first()


def _agreed(standing: Standing | None) -> dict[str, object]:
    if standing is None:
        return {}
    hours = None if standing.weekly_minutes is None else f"{standing.weekly_minutes / 60:g}"
    return {"is_paid": "yes" if standing.is_paid else "no", "weekly_hours": hours, "review_on": standing.review_on}


def _person(request: HttpRequest, account: Account, standing: Standing | None, **forms: SubmissionForm) -> HttpResponse:
    if not account.is_team:
        raise NotGranted
    actor = account_of(request)
    context = {
        "person": account,
        "standing": standing,
        "form": StandingForm(actor=actor, initial=_agreed(standing)),
        "naming": LegalNameForm(actor=actor, auto_id="name_%s"),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "moderation/team/person.html", context, status=status)
