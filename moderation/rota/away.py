"""A time away in words: whole days as days, anything else to the minute."""

from datetime import time, timedelta

from django.utils.translation import gettext

from forum.core.when import exact, local
from moderation.rota.models import Absence

_MIDNIGHT = time(0)


def in_words(absence: Absence) -> str:
    """ "Thu 26 Nov to Sat 28 Nov", "Thu 26 Nov", or "Thu 26 Nov, 14:00 to Thu 26 Nov, 18:00"."""
    if absence.ends_at is None:
        return gettext("Since {exact}").format(exact=exact(absence.starts_at))
    first, end = local(absence.starts_at), local(absence.ends_at)
    if first.time() != _MIDNIGHT or end.time() != _MIDNIGHT:
        return f"{exact(absence.starts_at)} to {exact(absence.ends_at)}"
    last = end.date() - timedelta(days=1)
    days = [f"{day:%a} {day.day} {day:%b}" for day in (first.date(), last)]
    return " to ".join(dict.fromkeys(days))
