"""Sessions that end or get covered by themselves, and pages that ask who you are first and lose nothing you wrote."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from forum.accounts import kept, leaving, locking, sessions
from forum.accounts.actors import account_of
from forum.accounts.asking import ask_again, covered
from forum.accounts.models import Account
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
            elif locking.is_covered(request.session):
                sessions.cover(request.session)
            elif not _looks_by_itself(request):
                _note_hand(request)
        return get_response(request)

    return middleware


def _note_hand(request: HttpRequest) -> None:
    """Somebody is here. Once a minute what they chose elsewhere is read again."""
    if sessions.touch(request.session):
        locking.follow(request.session, account_of(request))
    locking.note_hand(request.session)


def _looks_by_itself(request: HttpRequest) -> bool:
    """A page that fetches a part of itself, or the screen on the wall that loads again, is nobody being there."""
    return "X-Live" in request.headers or (request.method == "GET" and "itself" in request.GET)


def code_not_required(view: _V) -> _V:
    """Mark a page that one reaches before one has shown one's second factor."""
    view.code_required = False  # type: ignore[attr-defined]
    return view


def open_while_away(view: _V) -> _V:
    """Mark a page that one reaches before one has said that one is back."""
    view.open_while_away = True  # type: ignore[attr-defined]
    return view


def under_the_cover(view: _V) -> _V:
    """Mark a page that answers while the session is covered."""
    view.under_cover = True  # type: ignore[attr-defined]
    return view


def sign_in_first(get_response: Answer) -> Answer:
    """Every page is private unless its view says otherwise. Before a private one come, in this order: signing in, the
    pass phrase if the session is covered, a second factor, and the end of a break. What was posted meanwhile is kept.
    """

    def process_view(request: HttpRequest, view: _View, args: object, kwargs: object) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        request.user = getattr(request, "behind_cover", request.user)
        if request.user.is_authenticated:
            return _uncover_first(request, view) or _code_first(request, view) or _back_first(request, view)
        asked = ask_again(request) if request.method == "POST" else None
        if asked:
            return asked
        target = {"next": request.path} if request.method in ("GET", "HEAD") else {}
        return HttpResponseRedirect(f"{reverse('accounts:sign_in')}?{urlencode(target)}")

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and locking.is_covered(request.session):
            # A page for everybody, or one that says that something is wrong, tells nobody who is behind the cover.
            request.behind_cover, request.user = request.user, AnonymousUser()  # type: ignore[attr-defined]
        return get_response(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _uncover_first(request: HttpRequest, view: _View) -> HttpResponse | None:
    """A covered session shows the cover in place of every page. Words that were posted wait behind it."""
    if getattr(view, "under_cover", False) or not locking.is_covered(request.session):
        return None
    if "X-Live" in request.headers:
        return HttpResponse(status=423)
    return covered(request)


def _code_first(request: HttpRequest, view: _View) -> HttpResponse | None:
    """Whoever has a second factor and has not shown it is led to it, and back here afterwards."""
    account = account_of(request)
    asked = account.is_team or sessions.ASKS_CODE in request.session
    if not asked or account.is_verified() or not getattr(view, "code_required", True):
        return None
    _come_back_here(request, account)
    return HttpResponseRedirect(reverse("accounts:second_factor"))


def _back_first(request: HttpRequest, view: _View) -> HttpResponse | None:
    """Whoever takes a break is asked first whether they are back."""
    is_open = getattr(view, "open_while_away", False) or not getattr(view, "code_required", True)
    if is_open or sessions.IS_AWAY not in request.session:
        return None
    return HttpResponseRedirect(reverse("accounts:back"))


def _come_back_here(request: HttpRequest, account: Account) -> None:
    has_words = request.method == "POST" and kept.is_form_of(account, request.POST)
    if has_words:
        kept.hold(request)
    # What a page fetches by itself is no page to come back to, nor is what only takes orders.
    if has_words or (request.method == "GET" and "X-Live" not in request.headers):
        request.session["after_second_factor"] = request.path
