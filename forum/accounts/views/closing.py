"""Closing one's account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import leaving, proof, services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import CloseForm
from forum.accounts.permissions import Permission, authorize
from forum.core.refusals import Refusal


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Say what happens, ask for the pass phrase, close."""
    account = account_of(request)
    authorize(account, Permission.ACCOUNT_CLOSE, account)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proof.prove(account, form.cleaned_data["pass_phrase"], where="close")
            services.close_account(actor=account, account=account)
            sessions.end_all_of(account, but=request.session.session_key or "")
            sessions.end(request)
            return leaving.emptied(redirect("accounts:closed"))
        except Refusal as refusal:
            form.add_error("pass_phrase" if refusal.code == "wrong_pass_phrase" else None, str(refusal))
    return render(request, "forum/accounts/close.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """The account is closed."""
    return render(request, "forum/accounts/closed.html")
