"""What each role on the team does, cannot do and gets: for everybody to read, and for managers to write."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of, actor_of
from forum.accounts.permissions import SITE, TEAM, Permission, Role, allows, authorize
from forum.core.refusals import NotGranted
from moderation.team import services
from moderation.team.forms import CardForm
from moderation.team.models import RoleCard


@login_not_required
@require_GET
def cards(request: HttpRequest) -> HttpResponse:
    """Who looks after this place. Anybody may read it."""
    actor = actor_of(request)
    context = {
        "cards": RoleCard.objects.visible_to(actor).in_order(),
        "may_edit": allows(actor, Permission.ROLE_CARD_PUBLISH, SITE),
    }
    return render(request, "moderation/team/cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_card(request: HttpRequest, role: str) -> HttpResponse:
    """For managers: say anew what a role does."""
    actor = account_of(request)
    authorize(actor, Permission.ROLE_CARD_PUBLISH, SITE)
    if role not in TEAM:
        raise NotGranted
    card = RoleCard.objects.visible_to(actor).filter(role=role).first()
    known = {"does": card.does, "does_not": card.does_not, "gets": card.gets} if card else {}
    form = CardForm(request.POST or None, actor=actor, initial=kept.initial(request) or known)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("does", "does_not", "gets")}
        services.publish_card(actor=actor, role=Role(role), **said)
        return redirect("team:cards")
    context = {"form": form, "role": role}
    return render(request, "moderation/team/edit_card.html", context, status=422 if form.errors else 200)
