"""The answer that ends a visit: nothing of it stays in the browser that we can take away."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect


def gone() -> HttpResponse:
    """On to the neutral site. Needs no database, so that it works while something of ours is broken."""
    response = HttpResponseRedirect(settings.LEAVE_URL, status=303)
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return emptied(response)


def signed_out() -> HttpResponse:
    """Back to the front door."""
    return emptied(redirect("support:home"))


def emptied(response: HttpResponse) -> HttpResponse:
    """`response`, after which the browser holds nothing of ours."""
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.delete_cookie(settings.SESSION_COOKIE_NAME)
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    return response
