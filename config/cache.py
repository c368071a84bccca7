"""Redis as the shared cache, with this process's own memory behind it for as long as Redis is away."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

# As long Redis is not asked again once it did not answer; nothing waits for it meanwhile, and the log stays readable.
AWAY_FOR = 1.0
ALWAYS_ASKED = ("delete", "delete_many")  # What was taken away may not come back with it.


# Copies of sessions, as Django's own backend names them.
SESSION = "django.contrib.sessions.cached_db"


class _Away:
    until = 0.0
    was = False


def _or_local(name: str) -> Callable[..., Any]:
    def method(self: "RedisOrLocalCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= _Away.until or name in ALWAYS_ASKED:
            try:
                found = getattr(RedisCache, name)(self, *args, **kwargs)
                if not _Away.was:
                    return found
                self._forget_sessions()
                return None if _is_session(args) else found
            except RedisError as error:
                _Away.was, _Away.until = True, time.monotonic() + AWAY_FOR
                log.warning("Redis is away (%s); using this process's memory.", type(error).__name__)
        if _is_session(args):
            return None  # Another process may have ended it: the database knows.
        return getattr(caches["local"], name)(*args, **kwargs)

    return method


def _is_session(args: tuple[Any, ...]) -> bool:
    return str(args[0]).startswith(SESSION)


class RedisOrLocalCache(RedisCache):
    """A cache that never turns a page into an error: without Redis, limits count per process and sessions come
    from the database."""

    def _forget_sessions(self) -> None:
        """Redis is back, perhaps with copies of sessions that ended meanwhile: the database says which are good."""
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(match=f"*:{SESSION}*", count=1000):
            client.delete(key)
        _Away.was = False

    add = _or_local("add")
    get = _or_local("get")
    set = _or_local("set")
    touch = _or_local("touch")
    delete = _or_local("delete")
    incr = _or_local("incr")
    has_key = _or_local("has_key")
    get_many = _or_local("get_many")
    set_many = _or_local("set_many")
    delete_many = _or_local("delete_many")
