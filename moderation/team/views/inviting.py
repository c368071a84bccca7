"""Who is on the team; inviting somebody; and the first minutes of whoever was invited."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import sessions
from forum.accounts.actors import account_of, actor_of
from forum.accounts.middleware import code_not_required
from forum.accounts.permissions import SITE, Permission, Role, allows, authorize
from forum.core import clock
from forum.core.refusals import Refusal
from forum.core.sealed import seal, unseal
from moderation.team import roster, services
from moderation.team.forms import InviteForm, WelcomeForm
from moderation.team.models import Invitation

# Where a secret waits, sealed, for the one page that shows it.
_LINK, _NAME = "invitation_link", "duty_sign_in_name"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who is on the team, and for managers the open invitations."""
    actor = actor_of(request)
    authorize(actor, Permission.TEAM_READ, SITE)
    return _people(request, InviteForm())


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = InviteForm(request.POST)
    if not form.is_valid():
        authorize(actor, Permission.TEAM_INVITE, SITE)
        return _people(request, form, status=422)
    said = form.cleaned_data
    _, token = services.invite(actor=actor, role=Role(said["role"]), stage=said["stage"])
    request.session[_LINK] = seal(token, bound_to=_LINK)
    return redirect("team:link")


@require_GET
def link(request: HttpRequest) -> HttpResponse:
    """The link of an invitation, shown this once."""
    authorize(actor_of(request), Permission.TEAM_INVITE, SITE)
    waiting = request.session.pop(_LINK, None)
    if waiting is None:
        return redirect("team:list")
    path = reverse("team:welcome", args=[unseal(waiting, bound_to=_LINK)])
    return render(request, "moderation/team/link.html", {"link": f"{settings.SITE_URL}{path}"})


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    invitation = get_object_or_404(Invitation.objects.visible_to(actor), pk=pk)
    services.withdraw_invitation(actor=actor, invitation=invitation)
    return redirect("team:list")


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the duty account of somebody who left the team, after asking once more."""
    actor = actor_of(request)
    account = get_object_or_404(roster.visible_to(actor), pk=pk)
    if request.method == "POST":
        services.close_duty_account(actor=actor, account=account)
        return redirect("team:list")
    authorize(actor, Permission.TEAM_CLOSE, account)
    return render(request, "moderation/team/close.html", {"account": account})


@require_http_methods(["GET", "POST"])
def lost_factor(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let somebody who lost their second factor set up a new one, after asking once more."""
    actor = account_of(request)
    account = get_object_or_404(roster.visible_to(actor), pk=pk)
    if request.method == "POST":
        services.take_second_factor_away(actor=actor, account=account)
        return redirect("team:list")
    authorize(actor, Permission.FACTOR_RESET, account)
    return render(request, "moderation/team/lost_factor.html", {"account": account})


@login_not_required
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody holds an invitation: they choose a duty name and how they sign in."""
    form = WelcomeForm(request.POST or None)
    try:
        services.look_at_invitation(token=token)
        if request.method == "POST" and form.is_valid():
            return _accepted(request, token, form)
    except services.InvitationGone:
        return render(request, "moderation/team/gone.html", status=404)
    except Refusal as refusal:
        form.add_error("duty_name" if refusal.code.startswith("pseudonym") else None, str(refusal))
    return render(request, "moderation/team/welcome.html", {"form": form}, status=422 if form.errors else 200)


def _accepted(request: HttpRequest, token: str, form: WelcomeForm) -> HttpResponse:
    account, name = services.accept_invitation(
        token=token,
        word=form.cleaned_data["word"],
        duty_name=form.cleaned_data["duty_name"],
        pass_phrase=form.cleaned_data["pass_phrase"],
    )
    sessions.begin(request, account)
    request.session[_NAME] = seal(name, bound_to=_NAME)
    return redirect("team:sign_in_name")


@code_not_required
@require_http_methods(["GET", "POST"])
def sign_in_name(request: HttpRequest) -> HttpResponse:
    """The new sign-in name, until its owner says that they have kept it."""
    if request.method == "POST":
        request.session.pop(_NAME, None)
    if _NAME not in request.session:
        return redirect("accounts:second_factor")
    name = unseal(request.session[_NAME], bound_to=_NAME)
    return render(request, "moderation/team/sign_in_name.html", {"sign_in_name": name})


def _people(request: HttpRequest, form: InviteForm, *, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "people": roster.visible_to(actor),
        "invitations": Invitation.objects.visible_to(actor).open(clock.now()).order_by("invited_at"),
        "may_invite": allows(actor, Permission.TEAM_INVITE, SITE),
        "form": form,
    }
    return render(request, "moderation/team/people.html", context, status=status)
