"""What a form answers that was sent by itself from a page that stays: the script says so with `X-Live`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from forum.core.refusals import Refusal


def is_live(request: HttpRequest) -> bool:
    """Does the page stay where it is?"""
    return request.headers.get("X-Live") == "1"


def act(request: HttpRequest, verb: Callable[[], object], to: str) -> HttpResponse:
    """Do it. Then nothing to show for a page that stays, else on to `to`; a refusal is told where the person is."""
    try:
        verb()
    except Refusal as refusal:
        if not is_live(request):
            raise
        return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204) if is_live(request) else redirect(to)
