"""One hub a process: who listens to what here, and how what happened reaches them.

    await hub.here().join("desk", socket)               # make=ChatRoom for a room of another kind
    hub.here().tell("desk", {"type": "flag.raised"})    # on the server's loop; elsewhere through `broadcast`
    await hub.here().leave("desk", socket)

What is told is heard in this process at once, and by the other processes through the channel layer: one channel a
process, one group a room. Sockets have no channel and no task of their own.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from realtime.line import Line, Message
from realtime.room import Room, Socket

TICK = 1.0
HEARTBEAT = 15.0
CLOSING = 10.0  # A socket that does not answer its close has so long.


class Hub:
    """Everybody who listens in this process."""

    def __init__(self) -> None:
        self.rooms: dict[str, Room] = {}
        self.line = Line(self._hear)
        self._opening: dict[str, asyncio.Future[None]] = {}
        self._clock: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def is_alone(self) -> bool:
        """Can the other processes not be reached? Then rooms look into the database themselves."""
        return self.line.is_down

    async def join(self, name: str, socket: Socket, make: Callable[["Hub", str], Room] = Room) -> Room:
        """Let `socket` hear what is told to `name`; returns the room, once it is open."""
        if self._clock is None:
            self._clock = asyncio.create_task(self._run_clock())
        room = self.rooms.get(name)
        if room is None:
            room = self.rooms[name] = make(self, name)
            room.sockets.add(socket)
            await self._open(room)
        else:
            room.sockets.add(socket)
            if name in self._opening:
                await asyncio.shield(self._opening[name])
        return room

    async def leave(self, name: str, socket: Socket) -> None:
        """`socket` hears no more of `name`. Whoever never joined may leave too."""
        room = self.rooms.get(name)
        if room is None:
            return
        room.sockets.discard(socket)
        if not room.sockets and name not in self._opening:
            await self._close(room)

    def tell(self, name: str, message: Message) -> None:
        """Let everybody who listens to `name` hear `message`, here at once and in the other processes. Never waits,
        never raises."""
        self._hear(name, message)
        self.line.send(name, message)

    def drop(self, socket: Socket, code: int) -> None:
        """Close `socket` with `code`, without waiting for it. Nothing more is said to it from now on."""
        if socket.is_open:
            socket.is_open = False
            self._spawn(self._say_goodbye(socket, code))

    def send_everybody_home(self, code: int) -> None:
        """This process stops: close every socket with `code`."""
        for room in self.rooms.values():
            for socket in room.sockets:
                self.drop(socket, code)

    async def stop(self) -> None:
        """End what the hub does (tests; a server that stops ends it with its loop)."""
        for room in list(self.rooms.values()):
            room.stop()
        for task in [*self._tasks, *([self._clock] if self._clock else [])]:
            task.cancel()
        await self.line.close()

    async def _open(self, room: Room) -> None:
        opening = self._opening[room.name] = asyncio.get_running_loop().create_future()
        try:
            await self.line.listen(room.name)
            await room.opened()
        except BaseException:
            # Whoever waited beside this socket is let go with it, and comes back.
            self.rooms.pop(room.name, None)
            self.line.wanted.discard(room.name)
            opening.set_exception(ConnectionError("The room did not open."))
            opening.exception()
            raise
        finally:
            del self._opening[room.name]
            if not opening.done():
                opening.set_result(None)

    async def _close(self, room: Room) -> None:
        del self.rooms[room.name]
        room.stop()
        await room.closed()
        # Somebody may have come back meanwhile: the line looks at what is wanted by then.
        if room.name not in self.rooms:
            await self.line.forget(room.name)

    def _hear(self, name: str, message: Message) -> None:
        room = self.rooms.get(name)
        if room is not None:
            room.do(partial(room.hear, message))

    async def _run_clock(self) -> None:
        loop = asyncio.get_running_loop()
        next_beat = loop.time() + HEARTBEAT
        while True:
            await asyncio.sleep(TICK)
            beats = loop.time() >= next_beat
            for room in list(self.rooms.values()):
                room.look_after()
                if type(room).tick is not Room.tick:
                    room.do(room.tick)
                if beats:
                    room.do(room.beat)
            if beats:
                next_beat = loop.time() + HEARTBEAT
                self._spawn(self.line.renew())

    async def _say_goodbye(self, socket: Socket, code: int) -> None:
        with contextlib.suppress(Exception):
            async with asyncio.timeout(CLOSING):
                await socket.base_send({"type": "websocket.close", "code": code})

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _OfThisProcess:
    """The hub of this process and the loop it lives on."""

    hub: Hub | None = None
    loop: asyncio.AbstractEventLoop | None = None


def here() -> Hub:
    """The hub of this process, on the loop that serves its sockets (only to be asked there)."""
    loop = asyncio.get_running_loop()
    if _OfThisProcess.hub is None or _OfThisProcess.loop is not loop:
        _OfThisProcess.hub, _OfThisProcess.loop = Hub(), loop
    return _OfThisProcess.hub


def serving_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that serves the sockets of this process, if one runs."""
    loop = _OfThisProcess.loop
    return loop if loop is not None and loop.is_running() else None
