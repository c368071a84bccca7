"""What time it is. Everything asks here, so that tests can move it."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

source: Callable[[], datetime] = timezone.now


def now() -> datetime:
    """This instant, in UTC."""
    return source()
