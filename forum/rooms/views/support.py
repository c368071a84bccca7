"""Times for one person: which are free, booking one, giving it back."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from forum.accounts.actors import account_of
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from forum.core.walltime import place_name
from forum.rooms.hours import hours, length
from forum.rooms.models import ChatSession, SessionKind, SessionState
from forum.rooms.services import support as verbs


@require_GET
def support(request: HttpRequest) -> HttpResponse:
    """The times that are free, and the one that is one's own."""
    authorize(account_of(request), Permission.SUPPORT_BOOK, SITE)
    return _page(request)


@require_POST
def book(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _change(request, pk, verbs.book)


@require_POST
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _change(request, pk, verbs.give_back)


def _change(request: HttpRequest, pk: UUID, verb: Callable[..., object]) -> HttpResponse:
    """Do it; a refusal stands above the times that are free now."""
    actor = account_of(request)
    found = get_object_or_404(ChatSession.objects.visible_to(actor).filter(kind=SessionKind.SUPPORT), pk=pk)
    try:
        verb(actor=actor, session=found)
    except NotGranted:
        raise
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("rooms:support")


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    actor, now = account_of(request), clock.now()
    times = _times(actor)
    context = {
        "mine": [one for one in times if one.member_id == actor.pk and (one.is_running or one.ends_at > now)],
        "free": [one for one in times if one.member_id is None and one.starts_at > now],
        "hours": lambda one: hours(one.starts_at, one.ends_at, now),
        "length": length,
        "place": place_name(),
        "refusal": refusal,
    }
    return render(request, "forum/rooms/support.html", context, status=refusal.status if refusal else 200)


def _times(actor: Account) -> list[ChatSession]:
    """Free ones, and what `actor` booked, the next one first."""
    seen = ChatSession.objects.visible_to(actor).filter(kind=SessionKind.SUPPORT)
    standing = seen.exclude(state__in=(SessionState.CLOSED, SessionState.CANCELLED))
    return list(standing.select_related("host").order_by("starts_at", "pk")[:60])
