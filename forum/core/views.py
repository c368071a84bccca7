"""Pages that belong to no room: errors, the report door of the content policy, health, the style page."""

import json
import logging

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from forum.core.typed import words_of

log = logging.getLogger(__name__)
_MAX_REPORT = 16 * 1024


@login_not_required
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose hidden token does not fit (an old page, cookies off, or another site): the words come back."""
    return render(request, "errors/form_too_old.html", {"words": words_of(request)}, status=403)


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """The browser says that a page broke our content policy: only the directive's name is kept, in the log."""
    directive = "unknown"
    if len(request.body) <= _MAX_REPORT:
        try:
            report = json.loads(request.body)
            directive = str(report["csp-report"]["effective-directive"])
        except (ValueError, KeyError, TypeError, RecursionError):
            directive = "unreadable"
    log.warning("A page broke the content policy: %s", "".join(c for c in directive if c.isalpha() or c == "-")[:40])
    return HttpResponse(status=204)


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Is this process up, and does its database answer?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@login_not_required
@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """The living style page, for designers and charities."""
    return render(request, "core/style.html")


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", {"words": words_of(request)}, status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)
