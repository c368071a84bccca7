"""What every template can reach: addresses, times told roughly, and the furniture of the page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import Environment, StrictUndefined

from config.furniture import navigation, rooms
from config.speaking.choosing import of_this_page
from config.speaking.extension import Speaking, told
from forum.accounts import locking
from forum.accounts.actors import actor_of
from forum.accounts.models import Account
from forum.accounts.permissions import Permission, is_granted
from forum.checkins.card import card_for
from forum.core import clock, when
from forum.shaping.reading import shaped
from forum.support.listing import open_now
from forum.support.regions import region_for
from forum.threads.reading.lists import waiting_for
from forum.warnings.hint import stricter_until
from moderation.handover.shift_now import ShiftNow, of
from moderation.rota.cover import cover_at, is_on_duty


def environment(**options: Any) -> Environment:
    """Django's Jinja2 environment with our globals. Autoescape stays on; undefined names are errors."""
    env = Environment(  # noqa: S701  (autoescape is among the options below)
        **{
            **options,
            "autoescape": True,
            "undefined": StrictUndefined,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "extensions": [Speaking],
            # Only a site with more than one language pays for it.
            "finalize": told if len(settings.LANGUAGES) > 1 else None,
        }
    )
    env.globals.update(
        url=url,
        static=static,
        coarse=when.coarse,
        exact=when.exact,
        spelled=when.spelled,
        shaped=shaped,
        site={
            "name": settings.SITE_NAME,
            "charity": settings.CHARITY_NAME,
            "leave_url": settings.LEAVE_URL,
            "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
        },
    )
    return env


def url(name: str, *args: Any) -> str:
    """The address of a page."""
    return reverse(name, args=args)


def furniture(request: HttpRequest) -> dict[str, Any]:
    """What stands on every page: who is asking, who is on duty and who listens instead, where one can go."""
    actor = SimpleLazyObject(lambda: actor_of(request)) if hasattr(request, "user") else None
    return {
        "actor": actor,
        "language": of_this_page(),
        "here": request.path,
        "cover": SimpleLazyObject(lambda: cover_at(clock.now())),
        "check_in_card": SimpleLazyObject(lambda: card_for(actor_of(request))),
        "open_lines": SimpleLazyObject(lambda: open_now(clock.now(), region_for(request))),
        "nav": SimpleLazyObject(lambda: navigation(request)),
        "rooms": SimpleLazyObject(lambda: rooms(request)),
        "cover_after": SimpleLazyObject(lambda: request.session.get(locking.AFTER, 0)),
        "may_warn": SimpleLazyObject(lambda: _may_warn(request)),
        "stricter": SimpleLazyObject(lambda: _stricter(request)),
        "shift_now": SimpleLazyObject(lambda: _shift_now(request)),
        "waiting_threads": SimpleLazyObject(lambda: waiting_for(actor_of(request), now=clock.now())),
    }


def _may_warn(request: HttpRequest) -> bool:
    """Is whoever asks on shift and at a stage at which they may add a warning to a post?"""
    actor = actor_of(request)
    return is_granted(actor, Permission.POST_WARN) and is_on_duty(actor, clock.now())


def _stricter(request: HttpRequest) -> str:
    """Until when the filters of whoever asks are stricter: "22:00"; nothing if they are not."""
    until = stricter_until(actor_of(request))
    return f"{when.local(until):%H:%M}" if until else ""


def _shift_now(request: HttpRequest) -> ShiftNow | None:
    """The shift that somebody on the team is on."""
    actor = actor_of(request)
    return of(actor, clock.now()) if isinstance(actor, Account) and actor.is_team and actor.is_verified() else None
