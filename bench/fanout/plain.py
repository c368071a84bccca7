"""The yardstick from the tutorial: one consumer a socket, one group, everything sent to everybody by `group_send`.

Served by Daphne with the in-memory layer: `python -m bench.fanout.plain 8123`.
"""

import json
import sys
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path

settings.configure(
    SECRET_KEY="bench",  # of a server on the loopback address that keeps nothing
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
)
django.setup()


class Plain(AsyncWebsocketConsumer):  # type: ignore[misc]
    """As the Channels tutorial has it, with text as JSON."""

    async def connect(self) -> None:
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard("room", self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        frame = json.loads(text_data or "{}")
        if frame.get("type") == "message.write":
            await self.channel_layer.group_send("room", {"type": "chat.message", "words": frame["words"]})

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"type": "message", "words": event["words"]}))


application = ProtocolTypeRouter({"websocket": URLRouter([re_path(r"", Plain.as_asgi())])})


if __name__ == "__main__":
    from daphne.server import Server

    Server(application, endpoints=[f"tcp:port={sys.argv[1]}:interface=127.0.0.1"], verbosity=0).run()
