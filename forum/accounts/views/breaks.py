"""Taking a break, and coming back."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import leaving, services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import BreakForm
from forum.accounts.middleware import open_while_away
from forum.accounts.models import PlannedReturn
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import Refusal


@require_http_methods(["GET", "POST"])
def take_break(request: HttpRequest) -> HttpResponse:
    """Choose a day to come back, and go: one is signed out everywhere."""
    actor = account_of(request)
    authorize(actor, Permission.RETURN_PLAN, SITE)
    form = BreakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_break(actor=actor, on=form.cleaned_data["on"], note=form.cleaned_data["note"])
        except Refusal as refusal:
            form.add_error("on", str(refusal))
        else:
            sessions.end_all_of(actor, but=request.session.session_key or "")
            sessions.end(request)
            return leaving.emptied(redirect("accounts:away"))
    return render(request, "forum/accounts/break.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_GET
def away(request: HttpRequest) -> HttpResponse:
    """The break has begun."""
    return render(request, "forum/accounts/away.html")


@open_while_away
@require_http_methods(["GET", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """Whoever takes a break and signs in is asked whether they are back."""
    actor = account_of(request)
    authorize(actor, Permission.RETURN_PLAN, SITE)
    row = PlannedReturn.objects.visible_to(actor).first()
    if row is not None and request.method == "GET":
        return render(request, "forum/accounts/back.html", {"row": row})
    if request.method == "POST":
        services.come_back(actor=actor)
    request.session.pop(sessions.IS_AWAY, None)
    return redirect(request.session.pop("after_break", "/"))
