"""Sessions that end by themselves, and pages that ask who you are first without losing what you wrote."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from forum.accounts import kept, leaving, sessions
from forum.accounts.actors import account_of
from forum.accounts.asking import ask_again
from forum.core.middleware import Answer

_View = Callable[..., HttpResponse]
_V = TypeVar("_V", bound=_View)


def always_leave(get_response: Answer) -> Answer:
    """“Leave now” gets a person away even while something of ours is broken."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path == reverse("accounts:leave") and response.status_code >= 500:
            return leaving.gone()
        return response

    return middleware


def end_old_sessions(get_response: Answer) -> Answer:
    """A session that was idle or lasted too long ends before the page is looked at."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sessions.is_over(request.session):
                sessions.end(request)
            elif not _looks_by_itself(request):
                sessions.touch(request.session)
        return get_response(request)

    return middleware


def _looks_by_itself(request: HttpRequest) -> bool:
    """A page that fetches a part of itself, or the screen on the wall that loads again, is nobody being there."""
    return "X-Live" in request.headers or (request.method == "GET" and "itself" in request.GET)


def code_not_required(view: _V) -> _V:
    """Mark a page that somebody on the team reaches before they have shown their second factor."""
    view.code_required = False  # type: ignore[attr-defined]
    return view


def sign_in_first(get_response: Answer) -> Answer:
    """Every page is private unless its view says otherwise, and the team's second factor comes before every private
    one. What a person posted meanwhile is kept."""

    def process_view(request: HttpRequest, view: _View, args: object, kwargs: object) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated:
            return _code_first(request, view)
        asked = ask_again(request) if request.method == "POST" else None
        if asked:
            return asked
        target = {"next": request.path} if request.method in ("GET", "HEAD") else {}
        return HttpResponseRedirect(f"{reverse('accounts:sign_in')}?{urlencode(target)}")

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _code_first(request: HttpRequest, view: _View) -> HttpResponse | None:
    """Somebody on the team whose second factor is not shown is led to it, and back here afterwards."""
    account = account_of(request)
    if not account.is_team or account.is_verified() or not getattr(view, "code_required", True):
        return None
    has_words = request.method == "POST" and kept.is_form_of(account, request.POST)
    if has_words:
        kept.hold(request)
    # What a page fetches by itself is no page to come back to, nor is what only takes orders.
    if has_words or (request.method == "GET" and "X-Live" not in request.headers):
        request.session["after_second_factor"] = request.path
    return HttpResponseRedirect(reverse("accounts:second_factor"))
