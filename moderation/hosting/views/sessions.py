"""The sessions of today and to come, one of them, and the log of those that were."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from forum.accounts.actors import account_of
from forum.accounts.permissions import SITE, Permission, allows, authorize, is_granted, refusal_for
from forum.core import clock
from forum.core.refusals import NotGranted, Refusal
from forum.core.submission import new_token
from forum.core.walltime import hour, place_name
from forum.rooms import reading
from forum.rooms.models import ChatSession, SessionState
from forum.rooms.services import attending
from moderation.hosting import listing
from moderation.hosting.policy import NotYet
from moderation.hosting.room import part_of
from moderation.hosting.views.finding import a_session

# What the pages say after something was done; anything else in the address says nothing.
DONE = {
    "planned": "Planned. Members can see it now.",
    "weekly": "Planned, one for each week. You can change each of them by itself.",
    "cancelled": "It does not take place. Whoever looks for it reads what you wrote.",
}


@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Today, to come, and what each still needs."""
    actor = account_of(request)
    authorize(actor, Permission.CHAT_LOG_OPEN, SITE)
    context = {
        "sessions": listing.sessions_for(actor, clock.now()),
        "may_plan": is_granted(actor, Permission.CHAT_PLAN),
        "may_offer": is_granted(actor, Permission.SUPPORT_OFFER),
        "done": DONE.get(request.GET.get("done", ""), ""),
        "clock_of": place_name(),
        "hour": hour,
    }
    return render(request, "moderation/hosting/sessions.html", context)


@require_GET
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session: its plan, what is missing to open it, and the way in."""
    return session_page(request, a_session(request, pk))


def session_page(request: HttpRequest, session: ChatSession, *, trouble: str = "", status: int = 200) -> HttpResponse:
    """The page, also when a press was refused. Looking at it says that a host who came in early is still here."""
    actor, now = account_of(request), clock.now()
    mine = part_of(session, actor)
    if mine is not None:
        attending.be_seen(attendance_ids=[mine.pk], now=now)
    hosting, opening = (refusal_for(actor, one, session) for one in (Permission.CHAT_HOST, Permission.CHAT_OPEN))
    coming = session.state == SessionState.PLANNED
    context = {
        "session": session,
        "is_in": mine is not None,
        "hosts": reading.hosts_here(session.pk, now),
        "may_host": hosting is None,
        "may_open": coming and opening is None,
        "token": new_token(actor),
        "why_not_host": "" if hosting is None or isinstance(hosting, NotGranted) else str(hosting),
        "missing": _missing(opening) if coming and hosting is None else (),
        "may_plan": allows(actor, Permission.CHAT_PLAN, session),
        "planned": listing.planned([session])[0] if coming else None,
        "trouble": trouble,
        "hour": hour,
    }
    return render(request, "moderation/hosting/session.html", context, status=status)


def _missing(refusal: Refusal | None) -> tuple[str, ...]:
    """What stands between somebody and opening the room, a sentence each."""
    if isinstance(refusal, NotYet):
        return refusal.missing
    return () if refusal is None or isinstance(refusal, NotGranted) else (str(refusal),)


@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """When, who held it, how many came. Never a word of what was said."""
    actor = account_of(request)
    authorize(actor, Permission.CHAT_LOG_OPEN, SITE)
    context = {"sessions": listing.logged(actor), "clock_of": place_name(), "hour": hour, "latest": listing.LOGGED}
    return render(request, "moderation/hosting/log.html", context)
