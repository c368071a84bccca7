"""A crowd of sockets in one process, as light as it can be: frames are counted, not read."""

import asyncio
import base64
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import random
from uuid import uuid4

AT_ONCE = 50
READ, PING_EVERY = 12 * 1024, 10.0  # As chat-line.js has it: bytes, and seconds.
PATIENCE = 30.0
CLOSE, PING, PONG = 0x88, 0x89, 0x8A


class Listener(asyncio.Protocol):
    """One socket. It knows how long frames are, counts those that carry the crowd's mark, and can send."""

    def __init__(self, crowd: "Crowd", request: bytes) -> None:
        self.crowd, self.request = crowd, request
        self.buffer = bytearray()
        self.is_open = asyncio.get_running_loop().create_future()
        self.unread = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.is_open.done():
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self.is_open.set_exception(RuntimeError(f"refused: {bytes(head[:60])!r}"))
                return
            self.buffer = rest
            self.is_open.set_result(None)
            if self.crowd.acknowledges:
                asyncio.get_running_loop().call_later(PING_EVERY * random(), self._ping)
        self._frames()

    def connection_lost(self, error: Exception | None) -> None:
        self.crowd.lost += 1

    def say(self, message: dict[str, object]) -> None:
        """Send a text frame, masked as browsers do (with a mask of zeros, which changes nothing)."""
        text = json.dumps(message).encode()
        length = bytes([0x80 | len(text)]) if len(text) < 126 else bytes([0xFE]) + len(text).to_bytes(2, "big")
        self.transport.write(b"\x81" + length + b"\0\0\0\0" + text)  # type: ignore[attr-defined]

    def _frames(self) -> None:
        buffer, start = self.buffer, 0
        while len(buffer) - start >= 2:
            length, head = buffer[start + 1] & 0x7F, 2
            if length == 126:
                if len(buffer) - start < 4:
                    break
                length, head = int.from_bytes(buffer[start + 2 : start + 4], "big"), 4
            end = start + head + length
            if len(buffer) < end:
                break
            self._take(buffer[start], start + head, end)
            start = end
        del buffer[:start]
        if self.crowd.acknowledges and self.unread >= READ:
            self._tell("read")

    def _take(self, kind: int, start: int, end: int) -> None:
        if kind == CLOSE:
            self.crowd.codes.append(int.from_bytes(self.buffer[start : start + 2], "big"))
        elif kind == PING:
            answer = bytes([PONG, 0x80 | (end - start)]) + bytes(4) + self.buffer[start:end]
            self.transport.write(answer)  # type: ignore[attr-defined]
        else:
            self.unread += end - start
            if self.buffer.find(self.crowd.mark, start, end) >= 0:
                self.crowd.arrived()

    def _tell(self, kind: str) -> None:
        self.unread = 0
        self.say({"type": kind, "after": self.crowd.revision()})

    def _ping(self) -> None:
        if not self.transport.is_closing():
            self._tell("ping")
            asyncio.get_running_loop().call_later(PING_EVERY, self._ping)


@dataclass
class Crowd:
    """Many sockets to one room of one server. `first_revision` is where the room's numbers stood at the start."""

    path: str
    addresses: Sequence[tuple[str, int]]
    cookies: Sequence[str]
    acknowledges: bool = True
    mark: bytes = b"bench-mark"
    lost: int = 0
    sent: int = 0
    codes: list[int] = field(default_factory=list)
    listeners: list[Listener] = field(default_factory=list)
    _count: int = 0
    _all_here: "asyncio.Future[float] | None" = None

    async def open(self, first: int, until: int) -> None:
        """So many of them come, some at a time, spread over the addresses."""
        for start in range(first, until, AT_ONCE):
            some = range(start, min(start + AT_ONCE, until))
            await asyncio.gather(*(self._open_one(number) for number in some))

    async def _open_one(self, number: int) -> None:
        host, port = self.addresses[number % len(self.addresses)]
        key = base64.b64encode(os.urandom(16)).decode()
        request = (
            f"GET {self.path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\nCookie: session={self.cookies[number]}\r\n\r\n"
        ).encode()
        loop = asyncio.get_running_loop()
        _, listener = await loop.create_connection(lambda: Listener(self, request), host, port)
        await asyncio.wait_for(listener.is_open, PATIENCE)
        self.listeners.append(listener)

    async def message(self, writer: int) -> float:
        """One of the crowd writes; returns the seconds until the last of all has it."""
        self._count, self._all_here = 0, asyncio.get_running_loop().create_future()
        self.sent += 1
        started = time.perf_counter()
        self.listeners[writer % len(self.listeners)].say(
            {
                "type": "message.write", "submission": str(uuid4()), "channel": "room", "warnings": [],
                "words": f"{self.mark.decode()} A line about the weather, as long as lines usually are. {self.sent}",
            }
        )  # fmt: skip
        try:
            return await asyncio.wait_for(self._all_here, PATIENCE) - started
        except TimeoutError:
            told = f"{self._count} of {len(self.listeners)} heard it, {self.lost} are gone with {set(self.codes)}"
            raise RuntimeError(f"Message {self.sent} did not reach everybody: {told}.") from None

    def arrived(self) -> None:
        self._count += 1
        if self._count == len(self.listeners) and self._all_here and not self._all_here.done():
            self._all_here.set_result(time.perf_counter())

    def revision(self) -> int:
        """The number that the newest message has: the room began at none, and every message takes one."""
        return self.sent

    def close(self) -> None:
        for listener in self.listeners:
            listener.transport.abort()  # type: ignore[attr-defined]
