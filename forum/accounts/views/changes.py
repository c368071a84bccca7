"""Changing the pass phrase, the sign-in name and the recovery phrase."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from forum.accounts import proof, services, sessions
from forum.accounts.actors import account_of
from forum.accounts.forms import (
    ChangeNameForm,
    ChangePassPhraseForm,
    NameProofForm,
    PhraseProofForm,
    ProvingForm,
)
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.accounts.views.join import hold_phrase
from forum.core.refusals import NotGranted, Refusal
from forum.core.sealed import seal, unseal

_NAME, _PHRASE = "new_sign_in_name", "new_phrase"


@require_http_methods(["GET", "POST"])
def pass_phrase(request: HttpRequest) -> HttpResponse:
    """Another pass phrase; every other browser is signed out."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    form = ChangePassPhraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proof.prove(actor, form.cleaned_data["old"], where="change")
        except Refusal as refusal:
            form.tell(refusal)
        else:
            services.change_pass_phrase(actor=actor, pass_phrase=form.cleaned_data["pass_phrase"])
            sessions.stay(request, actor)
            return render(request, "forum/accounts/pass_phrase_changed.html")
    return _page(request, "pass_phrase", form)


@require_http_methods(["GET", "POST"])
def sign_in_name(request: HttpRequest) -> HttpResponse:
    """Choose a new word. The name that comes of it holds once its owner has shown that they wrote it down."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    form = ChangeNameForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _proved(actor, form):
        name = services.free_sign_in_name(form.cleaned_data["word"])
        request.session[_NAME] = seal(name, bound_to=_NAME)
        return redirect("accounts:keep_sign_in_name")
    return _page(request, "sign_in_name", form)


@require_http_methods(["GET", "POST"])
def keep_sign_in_name(request: HttpRequest) -> HttpResponse:
    """Show the new name, and let it hold once it was typed from a copy."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    if _NAME not in request.session:
        return redirect("accounts:sign_in_name")
    name = unseal(request.session[_NAME], bound_to=_NAME)
    form = NameProofForm(request.POST or None, right=name)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_sign_in_name(actor=actor, sign_in_name=name)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            del request.session[_NAME]
            return render(request, "forum/accounts/sign_in_name_changed.html")
    return _page(request, "keep_sign_in_name", form, name=name)


@require_http_methods(["GET", "POST"])
def recovery_phrase(request: HttpRequest) -> HttpResponse:
    """Ask for twelve new words."""
    actor = _member(request)
    form = ProvingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _proved(actor, form):
        hold_phrase(request, slot=_PHRASE)
        return redirect("accounts:keep_recovery_phrase")
    return _page(request, "recovery_phrase", form)


@require_http_methods(["GET", "POST"])
def keep_recovery_phrase(request: HttpRequest) -> HttpResponse:
    """Show the twelve new words; the old ones open nothing any more once three of the new were typed."""
    actor = _member(request)
    if _PHRASE not in request.session:
        return redirect("accounts:recovery_phrase")
    held = json.loads(unseal(request.session[_PHRASE], bound_to=_PHRASE))
    form = PhraseProofForm(request.POST or None, phrase=held["phrase"], asked=held["asked"])
    if request.method == "POST" and form.is_valid():
        services.keep_phrase(actor=actor, phrase=held["phrase"])
        del request.session[_PHRASE]
        return render(request, "forum/accounts/recovery_phrase_changed.html")
    return _page(request, "phrase", form, words=held["phrase"].split(), sign_in_name="", renewing=True)


def _member(request: HttpRequest) -> Account:
    """A member: on the team it is a manager who lets somebody back in."""
    actor = account_of(request)
    authorize(actor, Permission.ACCOUNT_CHANGE, SITE)
    if actor.is_team:
        raise NotGranted
    return actor


def _proved(actor: Account, form: ProvingForm) -> bool:
    try:
        proof.prove(actor, form.cleaned_data["pass_phrase"], where="change")
    except Refusal as refusal:
        form.tell(refusal)
        return False
    return True


def _page(request: HttpRequest, page: str, form: Any, **more: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"forum/accounts/{page}.html", {"form": form, **more}, status=status)
