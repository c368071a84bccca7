"""The only door from synchronous code to the sockets.

Pages and chores run in threads of their own. A hint they send is put on the event loop of the server itself, where the
hub lives; nothing waits for it. Where no server runs (a command, the steward alone), a short loop hands it to the
channel layer. A hint that cannot be sent is written to the log and nothing more: what happened is in the database, and
pages show it on the next load.
"""

import asyncio
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from forum.core.events import Event
from realtime import hub
from realtime.line import PATIENCE, Message, complain, envelope


def serve_here() -> None:
    """From now on hints are put on the loop that calls this."""
    hub.here()


def hint(group: str, event: Event, **ids: UUID) -> None:
    """Tell `group` that `event` happened. Only its name and identifiers travel."""
    send(group, {"type": event.name, **{name: str(value) for name, value in ids.items()}})


def send(group: str, message: Message) -> None:
    """Put `message` on its way to `group`, without waiting for a server's loop and without ever raising."""
    loop = hub.serving_loop()
    try:
        if loop is not None:
            loop.call_soon_threadsafe(_tell, group, message)
        else:
            async_to_sync(_send)(group, message)
    except Exception as error:  # noqa: BLE001  (a stored post never becomes an error)
        complain(error)


def _tell(group: str, message: Message) -> None:
    hub.here().tell(group, message)


async def _send(group: str, message: Message) -> None:
    async with asyncio.timeout(PATIENCE):
        await get_channel_layer().group_send(group, envelope(group, message))
