"""A time away in words: whole days as days, anything else to the minute."""

from datetime import time, timedelta

from django.utils.translation import gettext

from forum.core.when import exact, local, spelled
from moderation.rota.models import Absence

_MIDNIGHT = time(0)


def in_words(absence: Absence) -> str:
    """ "Thu 26 Nov to Sat 28 Nov", "Thu 26 Nov", or "Thu 26 Nov, 14:00 to Thu 26 Nov, 18:00"."""
    if absence.ends_at is None:
        return gettext("Since {exact}").format(exact=exact(absence.starts_at))
    first, end = local(absence.starts_at), local(absence.ends_at)
    if first.time() != _MIDNIGHT or end.time() != _MIDNIGHT:
        return _span(exact(absence.starts_at), exact(absence.ends_at))
    last = end.date() - timedelta(days=1)
    days = dict.fromkeys(spelled(day, "%a %-d %b") for day in (first.date(), last))
    return _span(*days) if len(days) > 1 else next(iter(days))


def _span(start: str, end: str) -> str:
    return gettext("{start} to {end}").format(start=start, end=end)
