"""The one line between this process and the others: one channel, a group for every room that is open here.

The line may be down (Redis is away). Then nothing is lost that matters: what happened is in the database. It is tried
again and again, and all groups are joined anew with a new channel once it is back.
"""

import asyncio
import contextlib
import logging
import secrets
from collections import deque
from collections.abc import Callable
from typing import Any

from channels.layers import get_channel_layer

log = logging.getLogger(__name__)

PATIENCE = 2.0  # How long the layer may take for one thing.
FIRST_WAIT, LONGEST_WAIT = 0.25, 4.0
WAITING = 1000  # As many hints may wait to be sent.
TURNS = 16  # A layer forgets who listens after a day; every group is joined again each so many heartbeats.

Message = dict[str, str]


def envelope(name: str, message: Message, mark: str = "") -> dict[str, Any]:
    """How `message` travels: with the room it is for, and the mark of the process that sends it."""
    return {"type": "hub.told", "room": name, "by": mark, "told": message}


class Line:
    """One process's line. `heard` is called with every message of another process."""

    def __init__(self, heard: Callable[[str, Message], None]) -> None:
        self.heard = heard
        self.mark = secrets.token_hex(8)
        self.is_down = False
        self.wanted: set[str] = set()
        self._joined: set[str] = set()
        self._channel: str | None = None
        self._waiting: deque[tuple[str, Message]] = deque(maxlen=WAITING)
        self._tried = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._pump: asyncio.Task[None] | None = None
        self._receiver: asyncio.Task[None] | None = None
        self._sender: asyncio.Task[None] | None = None
        self._turn = 0

    async def listen(self, name: str) -> None:
        """Hear what other processes tell `name`, from the moment this returns if the line is up."""
        self.wanted.add(name)
        if self._pump is None:
            self._pump = asyncio.create_task(self._keep_up())
        await self._tried.wait()
        await self._settle(name)

    async def forget(self, name: str) -> None:
        """Nobody here listens to `name` any more."""
        self.wanted.discard(name)
        await self._settle(name)

    def send(self, name: str, message: Message) -> None:
        """Tell the other processes, without waiting and without ever raising."""
        if self.is_down:
            return
        self._waiting.append((name, message))
        if self._sender is None or self._sender.done():
            self._sender = asyncio.create_task(self._send_what_waits())

    async def renew(self) -> None:
        """Join some groups again, a different part at each call, and learn whether the line still carries."""
        names = sorted(self._joined)
        self._turn += 1
        for name in names[self._turn % TURNS :: TURNS] or names[:1]:
            await self._ask(get_channel_layer().group_add, name, self._channel)

    async def close(self) -> None:
        """End everything this line does."""
        for task in (self._pump, self._receiver, self._sender):
            if task is not None:
                task.cancel()
                with contextlib.suppress(BaseException):
                    await task

    async def _settle(self, name: str) -> None:
        """Make the layer's list agree with what is wanted. One change at a time: an old one may not overtake a new."""
        async with self._one_at_a_time:
            if self.is_down or self._channel is None:
                return
            layer = get_channel_layer()
            if name in self.wanted and name not in self._joined:
                if await self._ask(layer.group_add, name, self._channel):
                    self._joined.add(name)
            elif name not in self.wanted and name in self._joined:
                self._joined.discard(name)
                await self._ask(layer.group_discard, name, self._channel)

    async def _ask(self, verb: Callable[..., Any], *args: Any) -> bool:
        """Did the layer do it? If not the line is down, and the pump begins anew."""
        try:
            async with asyncio.timeout(PATIENCE):
                await verb(*args)
        except Exception as error:  # noqa: BLE001  (whatever a layer raises, the answer is the same)
            self._lose(error)
            return False
        return True

    def _lose(self, error: BaseException) -> None:
        if not self.is_down and self._receiver is not None:
            self.is_down = True
            self._receiver.cancel()
        complain(error)

    async def _send_what_waits(self) -> None:
        while self._waiting:
            name, message = self._waiting.popleft()
            if not await self._ask(get_channel_layer().group_send, name, envelope(name, message, self.mark)):
                self._waiting.clear()

    async def _keep_up(self) -> None:
        """Listen; after every loss try again, a little later each time."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._open()
                wait = FIRST_WAIT
                self._receiver = asyncio.create_task(self._receive())
                await asyncio.wait({self._receiver})
                if not self._receiver.cancelled() and (error := self._receiver.exception()):
                    complain(error)
            except Exception as error:  # noqa: BLE001
                if not self._tried.is_set():
                    complain(error)
            self.is_down, self._channel, self._receiver = True, None, None
            self._joined.clear()
            self._tried.set()
            await asyncio.sleep(wait)
            wait = min(LONGEST_WAIT, wait * 2)

    async def _open(self) -> None:
        """A new channel in every group that is wanted."""
        layer = get_channel_layer()
        async with self._one_at_a_time:
            channel = await layer.new_channel()
            for name in sorted(self.wanted):
                async with asyncio.timeout(PATIENCE):
                    await layer.group_add(name, channel)
                self._joined.add(name)
            self._channel, self.is_down = channel, False
        self._tried.set()

    async def _receive(self) -> None:
        layer, channel = get_channel_layer(), self._channel
        while True:
            message = await layer.receive(channel)
            # What this process said itself was heard at once; its echo is old.
            if message.get("by") != self.mark:
                self.heard(message["room"], message["told"])


def complain(error: BaseException) -> None:
    """One line in the log, without what the error says: it may name an address."""
    log.warning(
        "A hint could not be sent (%s). Pages show what happened when they are loaded again.", type(error).__name__
    )
