"""Somebody who listens, without a browser or a server: what they are told, and how their line behaves."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from realtime.hub import Hub
from realtime.owed import Owed


class Ear:
    """One socket, as a room knows it."""

    hints = frozenset({"flag.raised"})

    def __init__(self, *, fails: bool = False, blocks: bool = False) -> None:
        self.is_open, self.fails, self.blocks = True, fails, blocks
        self.frames: list[Any] = []
        self.owed = Owed()

    async def base_send(self, message: Any) -> None:
        if self.fails and message["type"] == "websocket.send":
            raise ConnectionResetError
        if self.blocks and message["type"] == "websocket.send":
            await asyncio.Event().wait()
        self.frames.append(message)

    def owe(self, length: int, revision: int = 0) -> bool:
        return self.owed.add(length, revision)

    @property
    def heard(self) -> list[str]:
        """The kinds of what was said, in order."""
        return [json.loads(frame["text"])["type"] for frame in self.frames if frame["type"] == "websocket.send"]

    @property
    def code(self) -> int | None:
        """The code it was closed with."""
        return next((frame["code"] for frame in self.frames if frame["type"] == "websocket.close"), None)


@asynccontextmanager
async def hubs(count: int = 1) -> AsyncIterator[list[Hub]]:
    """So many processes, as far as a hub is one; ended afterwards."""
    found = [Hub() for _ in range(count)]
    try:
        yield found
    finally:
        for hub in found:
            await hub.stop()


async def soon(check: Any, *, within: float = 30.0) -> None:
    """Wait until `check()` holds."""
    async with asyncio.timeout(within):
        while not check():  # noqa: ASYNC110  (what is waited for has no event of its own)
            await asyncio.sleep(0.01)
