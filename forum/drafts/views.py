"""One's drafts: the list, keeping one while it is typed, deleting one."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.refusals import NotGranted, Refusal
from forum.drafts import services
from forum.drafts.content import is_place, page_of, typed
from forum.drafts.reading import drafts_of, shown
from forum.drafts.services import MOST


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """Everything one is writing and has not sent."""
    actor = account_of(request)
    authorize(actor, Permission.DRAFT_KEEP, SITE)
    return render(request, "forum/drafts/list.html", {"drafts": drafts_of(actor), "most": MOST})


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """For the page somebody types on: keep what is there now, and say so. Nothing of the words is in the answer."""
    actor = account_of(request)
    seen = str(request.POST.get("draft_seen", ""))
    try:
        draft = services.keep_draft(
            actor=actor,
            place=str(request.POST.get("place", "")),
            content=typed(request.POST),
            seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0,
        )
    except NotGranted:
        raise
    except Refusal as refusal:
        return JsonResponse({"trouble": str(refusal)}, status=refusal.status)
    if draft is None:
        return JsonResponse({"at": "", "revision": 0, "other": False})
    view = shown(draft)
    return JsonResponse({"at": view.at, "revision": view.revision, "other": view.other is not None})


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete one, and go on where it was or to the list."""
    place = str(request.POST.get("place", ""))
    if not is_place(place):
        raise NotGranted
    services.forget_draft(actor=account_of(request), place=place)
    return redirect(page_of(place) if request.POST.get("then") == "anew" else "drafts:list")
