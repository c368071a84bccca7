"""Joining, and keeping the recovery phrase."""

import json
import secrets
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts import services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import JoinForm, PhraseProofForm
from forum.accounts.secrets import new_phrase
from forum.core.refusals import Refusal
from forum.core.sealed import seal, unseal
from forum.core.throttle import network_of, spend

_SLOT = "phrase"
JOINS_AN_HOUR = 10


@login_not_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Open an account: no e-mail, no phone number, no real name."""
    if request.user.is_authenticated:
        return redirect("support:home")
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spend("join", network_of(request), limit=JOINS_AN_HOUR, per=timedelta(hours=1))
            account, sign_in_name = services.join(
                word=form.cleaned_data["word"],
                pseudonym=form.cleaned_data["pseudonym"],
                pass_phrase=form.cleaned_data["pass_phrase"],
            )
        except Refusal as refusal:
            form.add_error("pseudonym" if refusal.code.startswith("pseudonym") else None, str(refusal))
        else:
            sessions.begin(request, account)
            hold_phrase(request, sign_in_name)
            return redirect("accounts:phrase")
    return render(request, "forum/accounts/join.html", {"form": form}, status=422 if form.errors else 200)


def hold_phrase(request: HttpRequest, sign_in_name: str = "", *, slot: str = _SLOT) -> None:
    """Make a recovery phrase and hold it, sealed, in this session until its owner has proved that they kept it."""
    asked = sorted(secrets.SystemRandom().sample(range(1, 13), 3))
    held = {"phrase": new_phrase(), "sign_in_name": sign_in_name, "asked": asked}
    request.session[slot] = seal(json.dumps(held), bound_to=slot)


@require_http_methods(["GET", "POST"])
def phrase(request: HttpRequest) -> HttpResponse:
    """Show the sign-in name and the recovery phrase, and ask for three of its words."""
    account = account_of(request)
    if account.has_kept_phrase:
        return redirect("support:home")
    if _SLOT not in request.session:
        hold_phrase(request)
    held = json.loads(unseal(request.session[_SLOT], bound_to=_SLOT))
    form = PhraseProofForm(request.POST or None, phrase=held["phrase"], asked=held["asked"])
    if request.method == "POST" and form.is_valid():
        services.keep_phrase(actor=account, phrase=held["phrase"])
        del request.session[_SLOT]
        return redirect("confidentiality:read")
    context = {"form": form, "words": held["phrase"].split(), "sign_in_name": held["sign_in_name"]}
    return render(request, "forum/accounts/phrase.html", context, status=422 if form.errors else 200)
