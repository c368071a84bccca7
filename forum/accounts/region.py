"""The region whose help lines somebody wants first, kept in their session so that no page has to ask for it.

A visitor's is nowhere else: it goes with the browser, with "Leave now", and after a while by itself.
"""

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from forum.accounts.choices import choices_of
from forum.accounts.permissions import Actor

SLOT = "region"


def remember(session: SessionBase, region: str) -> None:
    """From now on every page of this session knows it; an empty one is none."""
    if region:
        session[SLOT] = region
    else:
        session.pop(SLOT, None)


def follow(session: SessionBase, actor: Actor) -> None:
    """Somebody came in: what they chose for themselves holds, or what they chose before they came in."""
    remember(session, choices_of(actor).region or str(session.get(SLOT, "")))


def chosen(request: HttpRequest) -> str:
    """The region that was chosen in this session, or "". Asks no database."""
    session = getattr(request, "session", None)
    return str(session.get(SLOT, "")) if session is not None else ""
