"""Keys that devices hold: the list of one's own, adding and taking away, and signing in with one."""

import json
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.accounts import keys, proof, services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import KeyAnswerForm, KeyForm, SignInForm
from forum.accounts.models import PassKey
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.views.sign_in import SPAN, TRIES_FROM_ONE_NETWORK, landing
from forum.core import clock
from forum.core.refusals import Refusal
from forum.core.sealed import seal, unseal
from forum.core.throttle import network_of, spend

_NEW, _KNOWN = "key_to_make", "key_to_show"
LIFE = timedelta(minutes=10)


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """One's own keys."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    rows = sorted(PassKey.objects.visible_to(actor), key=lambda key: key.name.casefold())
    return render(request, "forum/accounts/keys.html", {"keys": rows, "place": keys.place_of(request)})


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Say what the key is called; then the browser is asked for it."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    place = keys.place_of(request)
    if place is None:
        return redirect("accounts:keys")
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proof.prove(actor, form.cleaned_data["pass_phrase"], where="change")
        except Refusal as refusal:
            form.tell(refusal)
        else:
            options, challenge = keys.ask_for_new(actor, place, form.cleaned_data["shown"])
            _hold(request, _NEW, challenge, form.cleaned_data["name"])
            return render(request, "forum/accounts/key_make.html", {"form": KeyAnswerForm(), "options": options})
    return render(request, "forum/accounts/key_add.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """The browser has made a key: keep it, if it is what was asked for."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    form, place = KeyAnswerForm(request.POST), keys.place_of(request)
    challenge, name = _take(request, _NEW)
    try:
        if place is None or not form.is_valid() or not challenge:
            raise keys.KeyNotTaken
        services.add_key(actor=actor, name=name, answer=form.cleaned_data["answer"], challenge=challenge, place=place)
    except Refusal as refusal:
        return _refused(request, refusal)
    return redirect("accounts:keys")


@require_POST
def take_away(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a key open nothing any more. Pressed twice, the second press finds nothing to do."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    found = PassKey.objects.visible_to(actor).filter(pk=pk).first()
    if found is not None:
        services.take_key_away(actor=actor, key=found)
    return redirect("accounts:keys")


@login_not_required
@require_POST
def begin_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask the browser for a key of this site. A POST, so that only who wants to sign in gets a session."""
    place = keys.place_of(request)
    if request.user.is_authenticated or place is None:
        return redirect("support:home" if place else "accounts:sign_in")
    spend("key-network", network_of(request), limit=TRIES_FROM_ONE_NETWORK, per=SPAN)
    options, challenge = keys.ask_for_known(place)
    _hold(request, _KNOWN, challenge, "")
    carried = SignInForm(initial={name: request.POST.get(name, "")[:300] for name in ("kept", "next")})
    context = {"form": KeyAnswerForm(), "carried": carried, "options": options}
    return render(request, "forum/accounts/key_show.html", context)


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """The browser's answer: sign in whoever holds that key."""
    if request.user.is_authenticated:
        return redirect("support:home")
    spend("key-network", network_of(request), limit=TRIES_FROM_ONE_NETWORK, per=SPAN)
    form, place = KeyAnswerForm(request.POST), keys.place_of(request)
    challenge, _ = _take(request, _KNOWN)
    try:
        if place is None or not form.is_valid() or not challenge:
            raise keys.KeyNotTaken
        account = services.sign_in_with_key(answer=form.cleaned_data["answer"], challenge=challenge, place=place)
    except Refusal as refusal:
        return _refused(request, refusal)
    sessions.begin(request, account, with_key=True)
    carried = SignInForm(request.POST)
    carried.is_valid()
    return redirect(landing(request, account, carried))


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """What a device answered is nobody's words, so nothing of it is given back."""
    return render(request, "forum/accounts/key_refused.html", {"refusal": refusal}, status=refusal.status)


def _hold(request: HttpRequest, slot: str, challenge: str, name: str) -> None:
    """Keep a challenge in this session, sealed, for one answer within a few minutes."""
    held = {"challenge": challenge, "name": name, "until": (clock.now() + LIFE).timestamp()}
    request.session[slot] = seal(json.dumps(held), bound_to=slot)


def _take(request: HttpRequest, slot: str) -> tuple[str, str]:
    """The challenge that waits, and the name that was given; taken out, so that it is answered once."""
    sealed = request.session.pop(slot, None)
    if sealed is None:
        return "", ""
    held = json.loads(unseal(sealed, bound_to=slot))
    return (held["challenge"], held["name"]) if held["until"] >= clock.now().timestamp() else ("", "")
