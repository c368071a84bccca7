"""How often somebody may do something, without keeping who did it.

A key is a hash of the person or network with a secret of the day. The secret lives only in the cache, is forgotten
after a day, and is never in a database or a backup; when it is gone nobody can tell whose keys they were.
"""

import hmac
import secrets
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

from forum.core import clock
from forum.core.refusals import Refusal

_DAY = int(timedelta(days=1).total_seconds())


class TooMany(Refusal):
    """Asked for too often. Waiting helps; nothing is locked."""

    code = "too_many"
    message = "That was a lot in a short time. Wait a little, then try again. Nothing you wrote is lost."
    status = 429


def spend(purpose: str, who: str, *, limit: int, per: timedelta) -> None:
    """Count one `purpose` by `who` (an account's id, a sign-in name or a network key). Raises TooMany past `limit`."""
    key = _key(purpose, who, per)
    cache.add(key, 0, timeout=int(per.total_seconds()))
    try:
        spent = cache.incr(key)
    except ValueError:  # The cache forgot it between the two lines.
        spent = 1
    if spent > limit:
        raise TooMany


def give_back(purpose: str, who: str, *, per: timedelta) -> None:
    """What was counted was right after all, and does not count."""
    with suppress(ValueError):  # The cache forgot it meanwhile.
        cache.decr(_key(purpose, who, per))


def _key(purpose: str, who: str, per: timedelta) -> str:
    window = int(clock.now().timestamp() // per.total_seconds())
    return f"limit:{purpose}:{keyed(f'{purpose}|{window}|{who}')}"


def network_of(request: HttpRequest) -> str:
    """Today's key of the network a request came from: all that is left of its address."""
    return str(getattr(request, "network_key", ""))


def keyed(text: str) -> str:
    """`text` as a 64-bit hash that means nothing after today."""
    salt_key = f"limit:salt:{clock.now():%Y-%m-%d}"
    salt = cache.get(salt_key)
    if salt is None:
        cache.add(salt_key, secrets.token_hex(32), timeout=_DAY)
        salt = cache.get(salt_key) or ""
    return hmac.new(str(salt).encode(), text.encode(), sha256).hexdigest()[:16]
