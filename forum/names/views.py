"""The page of one's own names."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal
from forum.names import services
from forum.names.forms import STAY, ChangeNameForm
from forum.names.models import NameKind, OtherName


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Be called otherwise from now on; and the other names one has or had."""
    actor = account_of(request)
    authorize(actor, Permission.NAME_CHANGE, SITE)
    if request.method == "POST":
        form = ChangeNameForm(request.POST, actor=actor)
        if form.is_valid() and _change(request, form):
            return redirect(f"{reverse('names:change')}?done=1")
    else:
        form = ChangeNameForm(actor=actor, initial=kept.initial(request))
    names = OtherName.objects.visible_to(actor).order_by("-at", "pk")[:100]
    context = {
        "form": form,
        "done": "done" in request.GET,
        "former": [one for one in names if one.kind == NameKind.FORMER],
        "one_off": [one for one in names if one.kind == NameKind.ONE_OFF],
    }
    return render(request, "forum/names/change.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, form: ChangeNameForm) -> bool:
    given = form.cleaned_data
    try:
        services.change_pseudonym(actor=account_of(request), name=given["name"], follows=given["earlier"] != STAY)
    except Refusal as refusal:
        kept.tell(request, form, refusal)
        return False
    return True
