"""How a socket asks the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from channels.db import database_sync_to_async
from django.conf import settings

T = TypeVar("T")
# Who may stay is asked in time, however many are at the door.
_wardens_own = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warden")


async def db(function: Callable[..., T], *args: Any) -> T:
    """Run one short function that uses the database, in a thread. Sockets do not queue behind each other for one
    thread, except in tests, where everybody shares the connection that holds the test's transaction."""
    shares = getattr(settings, "REALTIME_SHARES_THREAD", False)
    return await database_sync_to_async(function, thread_sensitive=shares)(*args)  # type: ignore[no-any-return]


async def db_in_time(function: Callable[..., T], *args: Any) -> T:
    """`db`, without queueing behind what sockets ask."""
    if getattr(settings, "REALTIME_SHARES_THREAD", False):
        return await db(function, *args)
    asked = database_sync_to_async(function, thread_sensitive=False, executor=_wardens_own)
    return await asked(*args)  # type: ignore[no-any-return]
