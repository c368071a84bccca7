"""Lists beyond one board, and the switches that belong to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.choices import choices_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.threads.reading import lists
from forum.threads.services import places


@require_GET
def unanswered(request: HttpRequest) -> HttpResponse:
    """Threads that wait for an answer."""
    actor = account_of(request)
    authorize(actor, Permission.POST_WRITE, SITE)
    lines, following = lists.unanswered(actor, after=request.GET.get("after", ""), now=clock.now())
    context = {"threads": lines, "next": following, "offers": choices_of(actor).offers_answers}
    return render(request, "forum/threads/unanswered.html", context)


@require_POST
def offer(request: HttpRequest) -> HttpResponse:
    """See them first on the page of boards, or no longer."""
    places.offer_answers(actor=account_of(request), offers=request.POST.get("offers") == "1")
    return redirect("threads:unanswered")


@require_GET
def since(request: HttpRequest) -> HttpResponse:
    """Threads with something new since one was last there."""
    actor = account_of(request)
    authorize(actor, Permission.THREAD_KEEP_PLACE, SITE)
    lines, following = lists.since(actor, after=request.GET.get("after", ""), now=clock.now())
    context = {"threads": lines, "next": following, "keeps": choices_of(actor).keeps_place}
    return render(request, "forum/threads/since.html", context)


@require_POST
def keep_places(request: HttpRequest) -> HttpResponse:
    """Have it remembered what one has read, or have it forgotten."""
    places.keep_places(actor=account_of(request), keeps=request.POST.get("keeps") == "1")
    return redirect("threads:since")


@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """The posts one keeps."""
    actor = account_of(request)
    authorize(actor, Permission.BOOKMARK_KEEP, SITE)
    posts, following = lists.kept(actor, after=request.GET.get("after", ""), now=clock.now())
    return render(request, "forum/threads/kept.html", {"posts": posts, "next": following})


@require_GET
def placed(request: HttpRequest) -> HttpResponse:
    """Threads one follows, put away or stepped back from."""
    actor = account_of(request)
    authorize(actor, Permission.THREAD_KEEP_PLACE, SITE)
    rows, following = lists.placed(actor, after=request.GET.get("after", ""), now=clock.now())
    return render(request, "forum/threads/placed.html", {"rows": rows, "next": following})
