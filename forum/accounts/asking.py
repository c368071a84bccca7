"""Asking who somebody is, in place of the page they asked for or posted to, without losing what they wrote."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from forum.accounts import kept
from forum.accounts.actors import account_of
from forum.accounts.forms import SignInForm, UncoverForm
from forum.core.sealed import seal, unseal
from forum.core.throttle import TooMany
from forum.core.typed import words_of
from forum.core.views import form_too_old


def ask_again(request: HttpRequest) -> HttpResponse | None:
    """The sign-in page, whose hidden field brings the words just posted back; None if no form of ours was sent."""
    try:
        token = kept.keep(path=request.path, posted=request.POST)
    except TooMany:
        return form_too_old(request)
    if token is None:
        return None
    form = SignInForm(initial={"kept": token})
    return render(request, "forum/accounts/sign_in.html", {"form": form, "words_kept": True}, status=401)


_AFTER, _WORDS = "after_cover", "words_under_cover"


def covered(request: HttpRequest, form: UncoverForm | None = None, status: int = 403) -> HttpResponse:
    """The cover in place of a page. What was posted waits sealed behind it, and the page one wanted is kept in mind."""
    if form is None:
        _keep_for_later(request)
    page = render(request, "forum/accounts/covered.html", {"form": form or UncoverForm()}, status=status)
    page.headers["X-Covered"] = "1"
    return page


def _keep_for_later(request: HttpRequest) -> None:
    if request.method == "GET":
        request.session[_AFTER] = request.path
    elif kept.is_form_of(account_of(request), request.POST):
        kept.hold(request)
        request.session[_AFTER] = request.path
    elif words := words_of(request):
        request.session[_WORDS] = seal(json.dumps(words), bound_to=_WORDS)


def come_back_to(request: HttpRequest, path: str) -> None:
    """Somebody covered the page at `path`: there they are again afterwards."""
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        request.session[_AFTER] = path[:300]


def after_cover(request: HttpRequest) -> tuple[str, list[str]]:
    """Where somebody wanted to go when the cover came, and words that no page of its own waits for. Asked once."""
    sealed = request.session.pop(_WORDS, None)
    words: list[str] = json.loads(unseal(sealed, bound_to=_WORDS)) if sealed else []
    return str(request.session.pop(_AFTER, "/")), words
