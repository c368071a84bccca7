"""The address of every socket."""

from typing import Any

from channels.routing import URLRouter
from django.urls import path, re_path

from realtime.chat.consumers import ChatConsumer
from realtime.concerns.consumers import ConcernsConsumer
from realtime.desk.consumers import DeskConsumer
from realtime.inbox.consumers import InboxConsumer


async def nothing_here(scope: Any, receive: Any, send: Any) -> None:
    """Any other address: the handshake is refused, and nothing is written to the log."""
    await send({"type": "websocket.close", "code": 4404})


_NOWHERE: Any = nothing_here

sockets = URLRouter(
    [
        path("ws/desk/", DeskConsumer.as_asgi(), name="desk"),
        path("ws/concerns/", ConcernsConsumer.as_asgi(), name="concerns"),
        path("ws/messages/", InboxConsumer.as_asgi(), name="messages"),
        path("ws/chat/<uuid:session_id>/", ChatConsumer.as_asgi(), name="chat"),
        re_path(r"", _NOWHERE),
    ]
)
