"""Everybody in this process who listens to one thing."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from realtime.frames import TOO_SLOW, TROUBLE, Frame, framed

if TYPE_CHECKING:
    from realtime.hub import Hub

log = logging.getLogger(__name__)
AT_ONCE = 100  # After so many sockets others have a turn on the loop.
MAIL = 1000  # As many hints may wait for their room; the oldest go first, since the database has them all.
HEARTBEAT_FRAME = framed({"type": "heartbeat"})


class Socket(Protocol):
    """What a room knows of somebody who listens."""

    hints: frozenset[str]
    is_open: bool

    @property
    def base_send(self) -> Callable[[Any], Awaitable[None]]:
        """Hand a message to the server."""

    def owe(self, length: int, revision: int = 0) -> bool:
        """Count what is sent and not yet read; False if that is too much."""


class Room:
    """Everybody in this process who listens to one thing. Subclasses override `opened`, `hear`, `beat`, `tick` and
    `closed`.

    A room does one thing at a time and in order: `hear`, `beat` and `tick` of the same room never run at once. What
    they raise is logged, and the room goes on.
    """

    def __init__(self, hub: "Hub", name: str) -> None:
        self.hub, self.name = hub, name
        self.sockets: set[Socket] = set()
        self._mail: deque[Callable[[], Awaitable[None]]] = deque(maxlen=MAIL)
        self._worker: asyncio.Task[None] | None = None
        self._at: Socket | None = None
        self._stuck: Socket | None = None

    async def opened(self) -> None:
        """The first socket is here; nobody hears anything before this is done."""

    async def closed(self) -> None:
        """The last socket went."""

    async def hear(self, message: dict[str, str]) -> None:
        """Something happened: say it, encoded once, to every socket that knows such a hint."""
        kind = message.get("type", "")
        await self.say(framed(message), [socket for socket in self.sockets if kind in socket.hints])

    async def beat(self) -> None:
        """Every `hub.HEARTBEAT` seconds."""
        await self.say(HEARTBEAT_FRAME)

    async def tick(self) -> None:
        """Every `hub.TICK` seconds, for rooms that override it."""

    async def say(self, frame: Frame, sockets: Iterable[Socket] | None = None) -> None:
        """Hand a finished frame to `sockets`, or to everybody here. Whoever does not read, or fails, stops nobody."""
        message, length, revision = frame.message, frame.length, frame.revision
        for count, socket in enumerate(list(self.sockets) if sockets is None else sockets, start=1):
            if socket.is_open:
                if socket.owe(length, revision):
                    self._at = socket
                    try:
                        await socket.base_send(message)
                    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001  (see `_give_up`)
                        self._give_up(socket, error)
                else:
                    self.hub.drop(socket, TOO_SLOW)
            if count % AT_ONCE == 0:
                self._at = self._stuck = None
                await asyncio.sleep(0)
        self._at = self._stuck = None

    def _give_up(self, socket: Socket, error: BaseException) -> None:
        """Drop a socket whose line broke (the server says so too), or that kept the room waiting."""
        was_stuck, self._at, self._stuck = self._stuck is socket, None, None
        if not isinstance(error, asyncio.CancelledError):
            self.hub.drop(socket, TROUBLE)
        elif was_stuck and (worker := asyncio.current_task()) is not None:
            worker.uncancel()
            self.hub.drop(socket, TOO_SLOW)
        else:
            raise error

    def do(self, work: Callable[[], Awaitable[None]]) -> None:
        """Let the room do `work` when it has done what came before. The same work waits only once."""
        if work in self._mail:
            return
        self._mail.append(work)
        if self._worker is None:
            self._worker = asyncio.create_task(self._do_what_waits())

    def look_after(self) -> None:
        """Called once a second: whoever blocks the room for longer than that is passed over."""
        if self._at is not None and self._at is self._stuck and self._worker is not None:
            self._worker.cancel()
        self._stuck = self._at

    async def _do_what_waits(self) -> None:
        try:
            while self._mail:
                work = self._mail.popleft()
                try:
                    await work()
                except Exception:
                    log.exception("A room could not do what it should.")
        finally:
            self._worker = None

    def stop(self) -> None:
        """Do nothing more."""
        self._mail.clear()
        if self._worker is not None and self._worker is not asyncio.current_task():
            self._worker.cancel()
