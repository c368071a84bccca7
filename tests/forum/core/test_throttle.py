"""Limits that remember nobody."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from forum.core.throttle import TooMany, keyed, spend
from tests.conftest import FakeClock

HOUR = timedelta(hours=1)


def test_the_one_too_many_is_refused_and_the_next_hour_is_new(clock: FakeClock) -> None:
    for _ in range(3):
        spend("knock", "somebody", limit=3, per=HOUR)
    with pytest.raises(TooMany):
        spend("knock", "somebody", limit=3, per=HOUR)
    spend("knock", "somebody else", limit=3, per=HOUR)
    clock.advance(hours=1)
    spend("knock", "somebody", limit=3, per=HOUR)


def test_tomorrow_nobody_can_tell_whose_keys_these_were(clock: FakeClock) -> None:
    today = keyed("203.0.113.77")
    assert keyed("203.0.113.77") == today
    clock.advance(days=1)
    assert keyed("203.0.113.77") != today


def test_no_key_names_anybody(clock: FakeClock) -> None:
    spend("knock", "203.0.113.77", limit=3, per=HOUR)
    inside: Any = getattr(cache, "_cache")  # noqa: B009  (the memory of one, or the client of Redis)
    keys = inside.get_client().keys() if hasattr(inside, "get_client") else inside
    assert keys
    assert all("203.0.113.77" not in str(key) for key in keys)
