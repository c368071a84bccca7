"""What processes share beside the database: limits, copies of sessions, and the way hints go between them."""

from typing import Any


def caches(redis_url: str) -> dict[str, Any]:
    """Redis, when given, with this process's own memory behind it: never the only home of anything."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    found: dict[str, Any] = {
        "default": {"BACKEND": memory, "LOCATION": "holdfast"},
        "local": {"BACKEND": memory, "LOCATION": "local"},
    }
    if redis_url:
        found["default"] = {
            "BACKEND": "config.cache.RedisOrLocalCache",
            "LOCATION": redis_url,
            # No page waits longer for what it can do without.
            "OPTIONS": {"socket_timeout": 1.0, "socket_connect_timeout": 1.0},
        }
    return found


def channel_layers(redis_url: str, key: str) -> dict[str, Any]:
    """Without Redis one process hears itself, which is all there is then."""
    if not redis_url:
        return {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    config = {
        # Without a limit of its own, redis-py's 5 s default ends an idle subscription.
        "hosts": [{"address": redis_url, "socket_timeout": None}],
        "symmetric_encryption_keys": [key],
        # One channel carries every hint for a whole process.
        "capacity": 10_000,
    }
    return {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": config}}
