"""Somebody in a chat without a browser: a socket that comes back, and words that are sent until they are kept."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from tests.journeys.server import ROOT, Server

# Long enough for any busy machine; how long it really takes is the bench's to say.
PATIENCE = 60.0


def crowd_in(server: Server, size: int) -> tuple[str, list[str]]:
    """An open chat with so many members in it: its id, and a session cookie for each of them."""
    command = [sys.executable, "-m", "bench.fanout.seed", str(size)]
    done = subprocess.run(command, cwd=ROOT, env=server.env, stdout=subprocess.PIPE, text=True, check=True)
    seeded = json.loads(done.stdout)
    return seeded["session"], seeded["cookies"]


@dataclass
class Chatter:
    """One person. `kept` are the submissions that were acknowledged, `messages` what was heard, by id,
    `closed` the codes with which sockets ended."""

    session: str
    cookie: str
    servers: list[Server]
    revision: int = 0
    kept: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    messages: dict[str, dict[str, Any]] = field(default_factory=dict)
    states: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    back: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: ClientConnection | None = None
    _task: "asyncio.Task[None] | None" = None

    async def __aenter__(self) -> "Chatter":
        self._task = asyncio.create_task(self._stay())
        await self.until(lambda: self.back > 0)
        return self

    async def __aexit__(self, *args: object) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def write(self, words: str) -> None:
        """Send words, now if there is a socket and again after every return until they are kept."""
        submission = str(uuid4())
        self.waiting[submission] = words
        await self._send(submission)

    async def until(self, come_true: Any, within: float = PATIENCE) -> None:
        """Wait for something to be so."""
        async with asyncio.timeout(within):
            while not come_true():
                self._news.clear()
                await self._news.wait()

    def heard(self) -> list[str]:
        """The words that were heard, in their order."""
        return [row["words"] for row in sorted(self.messages.values(), key=lambda row: row["number"]) if "words" in row]

    async def _stay(self) -> None:
        """Connect to whichever server answers, hear, and come back when it ends."""
        for turn in range(10_000):
            server = self.servers[turn % len(self.servers)]
            with suppress(OSError, WebSocketException, TimeoutError):
                await self._hear_from(server)
            if self._socket is not None:
                self.closed.append(self._socket.close_code or 0)
                self._news.set()
            self._socket = None
            await asyncio.sleep(0.1)

    async def _hear_from(self, server: Server) -> None:
        address = f"ws://{server.address}/ws/chat/{self.session}/?after={self.revision}"
        headers = {"Cookie": f"session={self.cookie}"}
        origin = Origin(f"http://{server.address}")
        async with connect(address, origin=origin, additional_headers=headers, open_timeout=10) as socket:
            self._socket = socket
            async for text in socket:
                await self._hear(json.loads(text))
                self._news.set()

    async def _hear(self, frame: dict[str, Any]) -> None:
        kind = frame["type"]
        if kind == "message":
            self.messages[frame["id"]] = frame
            self.revision = max(self.revision, frame["revision"])
        elif kind == "kept":
            self.waiting.pop(frame["submission"], None)
            self.kept[frame["submission"]] = frame["id"]
        elif kind == "refused":
            self.refused.append(frame)
        elif kind == "state":
            self.states.append(frame)
        elif kind == "caught_up":
            if frame["more"]:
                await self._say({"type": "resume", "after": self.revision})
                return
            self.back += 1
            for submission in list(self.waiting):
                await self._send(submission)

    async def _send(self, submission: str) -> None:
        words = self.waiting.get(submission)
        if words is not None:
            await self._say(
                {"type": "message.write", "submission": submission, "words": words, "warnings": [], "channel": "room"}
            )

    async def _say(self, frame: dict[str, Any]) -> None:
        if self._socket is not None:
            with suppress(OSError, WebSocketException):
                await self._socket.send(json.dumps(frame))


async def everybody(people: Iterable[Chatter], come_true: Any) -> None:
    """Wait until something is so for each of them."""
    await asyncio.gather(*(one.until(lambda one=one: come_true(one)) for one in people))
