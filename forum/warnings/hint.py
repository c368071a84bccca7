"""The line at the head of every page that says filters are stricter for now.

It is kept in the cache, because a page must not ask the database for it. When the cache forgets, the line is missing
and the filters hold all the same.
"""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils.crypto import salted_hmac

from forum.accounts.actors import Actor
from forum.core import clock


def tell(actor: Actor, until: datetime | None) -> None:
    """Say it on every page of `actor` until then, or no longer, once it is real."""
    transaction.on_commit(lambda: _say(_key(actor), until))


def stricter_until(actor: Actor) -> datetime | None:
    """Until when the filters of `actor` are stricter, if they are."""
    until: datetime | None = cache.get(_key(actor)) if actor.id else None
    return until if until and clock.now() < until else None


def _key(actor: Actor) -> str:
    return f"stricter:{salted_hmac('stricter', str(actor.id)).hexdigest()[:24]}"


def _say(key: str, until: datetime | None) -> None:
    if until is None:
        cache.delete(key)
    else:
        cache.set(key, until, timeout=int((until - clock.now()).total_seconds()))
