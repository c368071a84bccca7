"""How close somebody wants to be to one thread."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.threads.models import Thread
from forum.threads.reading.here import here_in
from forum.threads.reading.shown import met
from forum.threads.services import places

_VERBS = {"follow": places.follow, "unfollow": places.unfollow, "mute": places.mute, "unmute": places.unmute}


@require_POST
def place(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Follow a thread, put it away, or no longer."""
    found = _thread(request, pk)
    verb = _VERBS.get(request.POST.get("act", ""))
    if verb is not None:
        verb(actor=account_of(request), thread=found)
    if request.POST.get("from") == "list":
        return redirect("threads:placed")
    return redirect("threads:board", found.board_id) if verb is places.mute else redirect("threads:thread", pk)


@require_http_methods(["GET", "POST"])
def step_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close a thread for oneself for a while."""
    found = _thread(request, pk)
    if request.method == "POST" and request.POST.get("rest") in places.RESTS:
        places.step_back(actor=account_of(request), thread=found, rest=request.POST["rest"])
        return redirect("threads:thread", pk)
    return render(request, "forum/threads/step_back.html", {"thread": found})


@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a thread again before the time is over, after one question."""
    actor, found = account_of(request), _thread(request, pk)
    if request.method == "POST":
        places.come_back(actor=actor, thread=found)
        return redirect("threads:thread", pk)
    here = here_in(found, actor)
    until = here.rests_until(clock.now()) if here else ""
    if not until:
        return redirect("threads:thread", pk)
    return render(request, "forum/threads/come_back.html", {"thread": found, "until": until})


def _thread(request: HttpRequest, pk: UUID) -> Thread:
    actor = account_of(request)
    authorize(actor, Permission.THREAD_KEEP_PLACE, SITE)
    return get_object_or_404(met(Thread.objects.visible_to(actor), actor).select_related("board"), pk=pk)
