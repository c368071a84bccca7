"""How long first looks took lately, for the sentence that whoever waits for one reads."""

from datetime import datetime, timedelta
from statistics import median

from django.core.cache import cache

from forum.core import clock
from moderation.review.models import Item

LAST, ENOUGH, RECENT = 20, 5, timedelta(days=60)
_KEY, _FRESH, _UNKNOWN = "review:first-looks", 10 * 60, -1


def first_looks_took() -> timedelta | None:
    """The median of the last twenty; None while there were fewer than five in two months. Asked of the database every
    ten minutes at most."""
    seconds = cache.get(_KEY)
    if seconds is None:
        found = _look(clock.now())
        seconds = _UNKNOWN if found is None else found.total_seconds()
        cache.set(_KEY, seconds, _FRESH)
    return None if seconds == _UNKNOWN else timedelta(seconds=seconds)


def _look(now: datetime) -> timedelta | None:
    looks = Item.objects.filter(is_first_look=True, opened_at__gt=now - RECENT)
    took = [
        (item.decided_at - item.opened_at).total_seconds()
        for item in looks.filter(decided_at__isnull=False).order_by("-decided_at")[:LAST]
        if item.decided_at
    ]
    if len(took) < ENOUGH:
        return None
    # Those that wait longer than half of the others did already count with what they have waited so far: a slow week
    # shows before it is over.
    usual = median(took)
    still = looks.open().filter(opened_at__lt=now - timedelta(seconds=usual)).values_list("opened_at", flat=True)
    return timedelta(seconds=median([*took, *((now - opened).total_seconds() for opened in still[:LAST])]))
