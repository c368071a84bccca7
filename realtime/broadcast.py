"""The only door from synchronous code to the channel layer.

Pages and chores run in threads of their own. A hint they send must be put on the event loop of the server itself:
with the in-memory layer a receiver is not woken by any other loop. Where no server runs (a command, a test), a short
loop is used. A hint that cannot be sent is written to the log and nothing more: what happened is in the database, and
pages show it on the next load.
"""

import asyncio
import logging
from concurrent.futures import Future
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from forum.core.events import Event

log = logging.getLogger(__name__)


class _Server:
    """Whose loop serves the sockets of this process."""

    loop: asyncio.AbstractEventLoop | None = None


def serve_from(loop: asyncio.AbstractEventLoop) -> None:
    """From now on hints are put on `loop`."""
    _Server.loop = loop


def hint(group: str, event: Event, **ids: UUID) -> None:
    """Tell `group` that `event` happened. Only its name and identifiers travel."""
    send(group, {"type": event.name, **{name: str(value) for name, value in ids.items()}})


def send(group: str, message: dict[str, str]) -> None:
    """Put `message` on its way to `group`, without waiting and without ever raising."""
    loop = _Server.loop
    try:
        if loop is not None and loop.is_running():
            future = asyncio.run_coroutine_threadsafe(_send(group, message), loop)
            future.add_done_callback(_note_failure)
        else:
            async_to_sync(_send)(group, message)
    except Exception as error:  # noqa: BLE001  (a stored post never becomes an error)
        _complain(error)


async def _send(group: str, message: dict[str, str]) -> None:
    await get_channel_layer().group_send(group, message)


def _note_failure(future: "Future[None]") -> None:
    if not future.cancelled() and (error := future.exception()):
        _complain(error)


def _complain(error: BaseException) -> None:
    log.warning(
        "A hint could not be sent (%s). Pages show what happened when they are loaded again.", type(error).__name__
    )
