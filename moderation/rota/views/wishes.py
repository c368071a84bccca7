"""My quiet wishes about whom I share a shift with."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from moderation.rota.forms.wishes import WishForm
from moderation.rota.models import Wish
from moderation.rota.services import wishes as verbs
from moderation.team import roster


@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """My wishes, and one more."""
    actor = account_of(request)
    authorize(actor, Permission.WISH_WRITE, SITE)
    mine = list(Wish.objects.visible_to(actor).select_related("other").order_by("other__pseudonym"))
    named = [actor.pk, *(wish.other_id for wish in mine)]
    form = WishForm(request.POST or None, people=roster.visible_to(actor).exclude(pk__in=named))
    if form.is_bound and form.is_valid():
        try:
            verbs.make_wish(actor=actor, other=form.chosen)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("rota:wishes")
    context = {"form": form, "wishes": mine}
    return render(request, "moderation/rota/wishes.html", context, status=422 if form.errors else 200)


@require_POST
def drop_wish(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = account_of(request)
    verbs.drop_wish(actor=actor, wish=get_object_or_404(Wish.objects.visible_to(actor), pk=pk))
    return redirect("rota:wishes")
