"""Redis as the shared cache, with this process's own memory behind it for as long as Redis is away."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def _or_local(name: str) -> Callable[..., Any]:
    def method(self: "RedisOrLocalCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(RedisCache, name)(self, *args, **kwargs)
        except RedisError as error:
            log.warning("Redis is away (%s); using this process's memory.", type(error).__name__)
            return getattr(caches["local"], name)(*args, **kwargs)

    return method


class RedisOrLocalCache(RedisCache):
    """A cache that never turns a page into an error: without Redis, limits count per process and sessions come
    from the database."""

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
