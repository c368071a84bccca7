"""Everything in a thread open for now, and closed again. Only by a press: no link that somebody sends can do it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from forum.accounts.actors import account_of
from forum.threads.models import Thread
from forum.threads.reading.opened import close_again, open_for_now
from forum.threads.reading.shown import met


@require_POST
def open_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open it, or close it again, and back to the same page of the thread."""
    actor = account_of(request)
    found = get_object_or_404(met(Thread.objects.visible_to(actor), actor), pk=pk)
    turn = close_again if request.POST.get("act") == "close" else open_for_now
    turn(request, found.pk)
    after = request.POST.get("after", "")[:200]
    query = f"?{urlencode({'after': after})}" if after else ""
    return redirect(f"{reverse('threads:thread', args=[found.pk])}{query}")
