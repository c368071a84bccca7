"""How long a first look takes, for whoever waits for one: from how long the last ones took, and from nothing else.

The looks are the team's, which the forum does not know. `config` says whom to ask.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext, ngettext

_HALF_AN_HOUR, _HOUR, _DAY = timedelta(minutes=30), timedelta(hours=1), timedelta(days=1)


def _nobody_knows() -> timedelta | None:
    return None


_lately: list[Callable[[], timedelta | None]] = [_nobody_knows]


def ask(function: Callable[[], timedelta | None]) -> None:
    """From now on `function` says how long first looks took lately: half of them less, half of them more."""
    _lately[0] = function


def told() -> str:
    """The sentence about it; empty while there is too little to go by."""
    lately = _lately[0]()
    if lately is None:
        return ""
    return gettext("Lately half of them were read within {span}, and the others later.").format(span=_roughly(lately))


def _roughly(span: timedelta) -> str:
    """Always rounded up: a wait that was shorter than we said is no disappointment."""
    if span <= _HALF_AN_HOUR:
        return gettext("half an hour")
    if span <= _DAY:
        hours = -(-span // _HOUR)
        return ngettext("an hour", "{hours} hours", hours).format(hours=hours)
    days = -(-span // _DAY)
    return ngettext("a day", "{days} days", days).format(days=days)
