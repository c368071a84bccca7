"""Signing in and out, recovering, leaving."""

from datetime import timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts import kept, leaving, services, sessions
from forum.accounts.actors import account_of
from forum.accounts.asking import ask_again
from forum.accounts.forms import RecoverForm, SignInForm
from forum.accounts.keys import place_of
from forum.accounts.middleware import code_not_required, under_the_cover
from forum.accounts.models import Account
from forum.accounts.secrets import tidy_name
from forum.accounts.views.join import hold_phrase
from forum.core import views as core
from forum.core.refusals import Refusal
from forum.core.throttle import TooMany, give_back, network_of, spend

# How often one name may be tried from one network in SPAN, in quiet times and while many networks try it; and how often
# a network may try any names (docs/decisions/0030).
TRIES, TRIES_UNDER_PRESSURE = 6, 3
SPAN = timedelta(minutes=5)
PRESSURE, PRESSURE_SPAN = 60, timedelta(hours=1)
TRIES_FROM_ONE_NETWORK = 60
NOT_KNOWN = (
    "That sign-in name and pass phrase do not go together. Check both, then try again. "
    "If you have your recovery phrase, it lets you back in."
)


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in. Afterwards words that were kept, or the page that was asked for, are where one lands."""
    if request.user.is_authenticated:
        return redirect(_words_waiting(request) or "support:home")
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        try:
            account = _check(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if account:
                sessions.begin(request, account)
                return redirect(landing(request, account, form))
            form.add_error(None, NOT_KNOWN)
    context = {"form": form, "has_keys": place_of(request) is not None}
    return render(request, "forum/accounts/sign_in.html", context, status=422 if form.errors else 200)


def _check(request: HttpRequest, form: SignInForm) -> Account | None:
    name, network = tidy_name(form.cleaned_data["sign_in_name"]), network_of(request)
    spend("sign-in-network", network, limit=TRIES_FROM_ONE_NETWORK, per=SPAN)
    spend("sign-in", f"{name} {network}", limit=_tries_at(name), per=SPAN)
    found = authenticate(request, sign_in_name=name, pass_phrase=form.cleaned_data["pass_phrase"])
    if not isinstance(found, Account):
        return None
    give_back("sign-in", f"{name} {network}", per=SPAN)  # Only wrong tries count.
    give_back("sign-in-anywhere", name, per=PRESSURE_SPAN)
    return found


def _tries_at(name: str) -> int:
    """How often a network may try this name now. Whether anybody has the name is not asked."""
    try:
        spend("sign-in-anywhere", name, limit=PRESSURE, per=PRESSURE_SPAN)
    except TooMany:
        return TRIES_UNDER_PRESSURE
    return TRIES


def landing(request: HttpRequest, account: Account, form: SignInForm) -> str:
    """Where somebody goes who has just signed in."""
    target = kept.remember(request, account, form.cleaned_data["kept"]) or form.cleaned_data["next"]
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None) or not target.startswith("/"):
        target = reverse("support:home")
    if sessions.IS_AWAY in request.session:
        request.session["after_break"] = target
        target = reverse("accounts:back")
    if account.is_team or sessions.ASKS_CODE in request.session:
        request.session["after_second_factor"] = target
        return reverse("accounts:second_factor")
    return target


def _words_waiting(request: HttpRequest) -> str | None:
    """Signed in meanwhile in another tab: the words that this tab was asked to sign in for, if it was."""
    return kept.remember(request, account_of(request), request.POST.get("kept", ""))


@login_not_required
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose hidden token does not fit any more. Words that wait behind a sign-in form go on waiting."""
    if request.path == reverse("accounts:sign_in"):
        waiting = _words_waiting(request) if request.user.is_authenticated else None
        if waiting:
            return redirect(waiting)
        form = SignInForm(initial={name: request.POST.get(name, "") for name in ("kept", "next")})
        return render(request, "forum/accounts/sign_in.html", {"form": form, "too_old": True}, status=403)
    asked = None if request.user.is_authenticated else ask_again(request)
    return asked or core.form_too_old(request, reason)


@code_not_required
@under_the_cover
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    sessions.end(request)
    return leaving.signed_out()


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Leave now: end the session here first, so that Back cannot bring a page of ours back, then go somewhere plain.

    A plain GET, because it must work as a link without scripts; so a POST needs no token either. See
    docs/decisions/0014.
    """
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return HttpResponse(status=204)  # A picture's address on another site, say: nobody pressed anything.
    sessions.end(request)
    return leaving.gone()


@login_not_required
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Come back with the recovery phrase; it is used up, and a new one is shown."""
    form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spend("recover", network_of(request), limit=TRIES_FROM_ONE_NETWORK, per=SPAN)
            account, sign_in_name = services.recover(
                phrase=form.cleaned_data["phrase"],
                word=form.cleaned_data["word"],
                pass_phrase=form.cleaned_data["pass_phrase"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            sessions.begin(request, account)
            hold_phrase(request, sign_in_name)
            return redirect("accounts:phrase")
    return render(request, "forum/accounts/recover.html", {"form": form}, status=422 if form.errors else 200)
