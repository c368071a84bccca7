"""What time it is. Everything asks here, so that tests can move it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

source: Callable[[], datetime] = timezone.now


def now() -> datetime:
    """This instant, in UTC."""
    return source()


def now_after(last: datetime | None) -> datetime:
    """This instant, and after `last`: what was written in one instant keeps its order."""
    moment = now()
    return moment if last is None or last < moment else last + timedelta(microseconds=1)
