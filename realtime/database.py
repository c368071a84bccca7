"""How a socket asks the database."""

from collections.abc import Callable
from typing import Any, TypeVar

from channels.db import database_sync_to_async
from django.conf import settings

T = TypeVar("T")


async def db(function: Callable[..., T], *args: Any) -> T:
    """Run one short function that uses the database, in a thread. Sockets do not queue behind each other for one
    thread, except in tests, where everybody shares the connection that holds the test's transaction."""
    shares = getattr(settings, "REALTIME_SHARES_THREAD", False)
    return await database_sync_to_async(function, thread_sensitive=shares)(*args)  # type: ignore[no-any-return]
