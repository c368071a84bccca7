"""What both servers keep to."""

import socket
import struct
from collections.abc import Mapping
from typing import Any

FRAME_LIMIT = 16 * 1024
COMING_BACK = 4012  # The code with which sockets are closed when this process stops: connect again soon.
PATIENCE = 10.0  # As long pages that are under way may take to finish then.


def free_port(host: str) -> int:
    """A port nobody uses. Known before the server starts, since links and origins contain it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


class Wire:
    """What an ASGI message is on the wire (RFC 6455, 5.2: one text frame, not masked, not compressed), made once,
    however many sockets in a row are handed the very same message."""

    _message: Mapping[str, Any] | None = None
    _bytes = b""

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> bytes:
        """The bytes of a `websocket.send` that carries text; none for any other message."""
        if message is cls._message:
            return cls._bytes
        text = message.get("text") if message["type"] == "websocket.send" else None
        if not text:
            return b""
        cls._message, cls._bytes = message, _framed(text.encode())
        return cls._bytes


def _framed(data: bytes) -> bytes:
    if len(data) < 126:
        return struct.pack("!BB", 0x81, len(data)) + data
    if len(data) < 2**16:
        return struct.pack("!BBH", 0x81, 126, len(data)) + data
    return struct.pack("!BBQ", 0x81, 127, len(data)) + data
