"""Closing one's account."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from forum.accounts import services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import CloseForm
from forum.accounts.permissions import Permission, authorize
from forum.core.refusals import Refusal
from forum.core.throttle import spend


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Say what happens, ask for the pass phrase, close."""
    account = account_of(request)
    authorize(account, Permission.ACCOUNT_CLOSE, account)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spend("close", str(account.pk), limit=8, per=timedelta(minutes=15))
            if check_password(form.cleaned_data["pass_phrase"], account.password):
                services.close_account(actor=account, account=account)
                sessions.end(request)
                return redirect("accounts:closed")
            form.add_error("pass_phrase", "That is not the pass phrase of this account.")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "forum/accounts/close.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """The account is closed."""
    return render(request, "forum/accounts/closed.html")
