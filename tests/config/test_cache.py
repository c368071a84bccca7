"""The cache while Redis is away."""

import logging
import pickle
from fnmatch import fnmatch

import pytest
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisIsAway

from config import cache
from config.cache import SESSION, RedisOrLocalCache
from tests.journeys.server import free_port


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> RedisOrLocalCache:
    monkeypatch.setattr(cache._Away, "until", 0.0)
    monkeypatch.setattr(cache._Away, "was", False)
    return RedisOrLocalCache(f"redis://127.0.0.1:{free_port('127.0.0.1')}/0", {})


def test_without_redis_it_remembers_in_this_process(away: RedisOrLocalCache, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        away.set("one", 1)
        assert away.get("one") == 1
        assert away.get_many(["one", "two"]) == {"one": 1}
        away.delete("one")
        assert away.get("one") is None
    assert "127.0.0.1" not in caplog.text


def test_it_does_not_ask_again_at_once_but_always_takes_away(
    away: RedisOrLocalCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def asks(name: str) -> None:
        def method(*args: object, **kwargs: object) -> None:
            asked.append(name)
            raise RedisIsAway

        monkeypatch.setattr(RedisCache, name, method)

    for name in ("get", "set", "delete"):
        asks(name)
    for _ in range(3):
        away.get("one")
        away.set("one", 1)
    away.delete("one")
    assert asked == ["get", "delete"]
    monkeypatch.setattr(cache._Away, "until", 0.0)
    away.get("one")
    assert asked == ["get", "delete", "get"]


def test_a_session_that_ended_while_redis_was_away_does_not_come_back_with_it(
    away: RedisOrLocalCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = f"{SESSION}abc"
    away.set(key, {"who": "somebody"})
    assert away.get(key) is None, "No process keeps a copy to itself: another one may end the session."
    kept = {f":1:{key}": pickle.dumps({"who": "somebody"}), ":1:limit:x": b"3"}

    class Redis:
        def scan_iter(self, match: str, count: int) -> list[str]:
            return [name for name in kept if fnmatch(name, match)]

        def delete(self, name: str) -> None:
            del kept[name]

        def get(self, name: str) -> bytes | None:
            return kept.get(name)

    monkeypatch.setattr(type(away._cache), "get_client", lambda *args, **kwargs: Redis())
    monkeypatch.setattr(cache._Away, "until", 0.0)
    assert away.get(key) is None
    assert list(kept) == [":1:limit:x"]
