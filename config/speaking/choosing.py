"""Which language a reader wants: a cookie that is gone with the browser's window, and with “Leave now”.

What the browser says about languages is never read: it is one more mark by which somebody could be told apart.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST


class Language(NamedTuple):
    """The language of this page, which way it runs, and the others one could choose."""

    code: str
    direction: str
    others: tuple[tuple[str, str], ...]


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer in the language that was chosen, or in the site's own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if code not in dict(settings.LANGUAGES) or code == settings.LANGUAGE_CODE:
            return get_response(request)
        with translation.override(code):
            return get_response(request)

    return middleware


def of_this_page() -> Language:
    """For the page: `<html lang dir>`, and the choice in the footer where there is one."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    direction = "rtl" if translation.get_language_bidi() else "ltr"
    others = tuple((key, name) for key, name in settings.LANGUAGES if key != code)
    return Language(code, direction, others)


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Read on in another language."""
    back = request.POST.get("back", "/")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = redirect(back)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        name = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(name, code, secure=not settings.LOCAL, httponly=True, samesite="Lax")
    return response
