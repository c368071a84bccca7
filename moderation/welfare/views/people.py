"""For managers: who looks after whom, and who leaves."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from moderation.team import roster
from moderation.welfare import overview, services
from moderation.welfare.forms import SupporterForm
from moderation.welfare.models import Supporter


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody on the team by duty name, with supporter and supervisor."""
    actor = account_of(request)
    authorize(actor, Permission.SUPPORTER_NAME, SITE)
    everybody = overview.everybody(actor)
    context = {"everybody": everybody, "leavers": [one for one in everybody if one.leaving]}
    return render(request, "moderation/welfare/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name_supporter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whom one person's debriefs go to."""
    actor = account_of(request)
    person = get_object_or_404(roster.visible_to(actor), pk=pk)
    authorize(actor, Permission.SUPPORTER_NAME, person)
    now_is = Supporter.objects.visible_to(actor).filter(account=person).first()
    initial = {"supporter": str(now_is.supporter_id)} if now_is else {}
    others = roster.visible_to(actor).exclude(pk=pk)
    form = SupporterForm(request.POST if request.method == "POST" else None, people=others, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            nobody_else = form.cleaned_data["nobody_else"]
            services.name_supporter(actor=actor, account=person, supporter=form.chosen, nobody_else=nobody_else)
            return redirect("welfare:people")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "person": person}
    return render(request, "moderation/welfare/supporter.html", context, status=422 if form.errors else 200)
