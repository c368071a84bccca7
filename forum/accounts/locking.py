"""The cover over a session: after a time without a key or a touch, or when somebody asks for it. Behind it nothing is
shown until the pass phrase was given.

What decides stands in the session itself, so that a page costs no more questions: after how many minutes, when there
was a hand last, and whether the cover is on. The choice is read again once a minute, for the other browsers.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from forum.accounts.choices import choices_of
from forum.accounts.permissions import Actor
from forum.core import clock

AFTER, HAND, COVERED = "locks_after", "hand", "covered"
# A browser tells of keys and touches at most this often, in seconds: so much later the cover may come here.
TELLS_EVERY = 20
_STEP = 10


def follow(session: SessionBase, actor: Actor) -> None:
    """Let the session follow what its owner chose."""
    minutes = choices_of(actor).locks_after or 0
    if session.get(AFTER, 0) != minutes:
        session[AFTER] = minutes
        session[HAND] = _now()


def note_hand(session: SessionBase) -> None:
    """Somebody pressed a key or touched the page."""
    if session.get(AFTER) and _now() - session.get(HAND, 0) >= _STEP:
        session[HAND] = _now()


def is_covered(session: "SessionBase | Mapping[str, Any]") -> bool:
    """Is the cover on? It comes by itself when nobody's hand was there for as long as they chose."""
    minutes = session.get(AFTER, 0)
    return bool(session.get(COVERED) or (minutes and _now() - session.get(HAND, 0) > 60 * minutes + TELLS_EVERY))


def cover(session: SessionBase) -> bool:
    """Put the cover on; only the pass phrase takes it off, whatever the clock says. True if it was not on before."""
    if session.get(COVERED):
        return False
    session[COVERED] = True
    return True


def uncover(session: SessionBase) -> None:
    """The pass phrase was given."""
    session.pop(COVERED, None)
    if session.get(AFTER):
        session[HAND] = _now()


def _now() -> int:
    return int(clock.now().timestamp())
