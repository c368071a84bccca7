"""The base of every socket: it asks who is there, joins its room, and says no clearly.

A socket is accepted before it is refused, because a browser learns the reason (its close code) only then. It has no
task and no channel of its own: the hub hands it finished frames, the warden asks whether it may stay.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, ClassVar, Self
from uuid import UUID

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from forum.accounts import locking
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.accounts.sessions import keep_alive
from realtime import groups, hub
from realtime.database import db
from realtime.frames import COVERED, MALFORMED, REFUSED, SIGNED_OUT, TOO_BIG, TOO_MANY, TOO_SLOW, TROUBLE, Frame, framed
from realtime.middleware import session_of, who_is
from realtime.owed import Owed
from realtime.room import Room
from realtime.warden import Warden

log = logging.getLogger(__name__)

MAX_FRAME = 16 * 1024
MAX_MALFORMED = 5
MAX_FRAMES, FRAMES_SECONDS = 60, 15.0
SEEN_SECONDS = 5 * 60.0
MOST_SOCKETS = 24  # Of one account in one process: many windows, and no flood.

Command = Callable[[Any, dict[str, Any]], Awaitable[None]]


class Consumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One socket. A subclass names the permission it `requires`, the room it listens in, and what it understands:

    class DeskConsumer(Consumer):
        requires = Permission.DESK_OPEN
        hints = frozenset({FlagRaised.name})             # what `Room.hear` passes on
        room = Room                                      # or a subclass of it
        commands = {"message.write": write}              # async def write(self, frame)

        def room_name(self) -> str: ...

    `account`, `kwargs` and `query` (of the address) and `session_key` are known from `admit` on. Whatever a command
    raises is logged and told as {"type": "error", "code": "trouble"}.
    """

    requires: ClassVar[Permission]
    hints: ClassVar[frozenset[str]] = frozenset()
    room: ClassVar[type[Room]] = Room
    commands: ClassVar[Mapping[str, Command]] = {}
    keeps_alive: ClassVar[bool] = False  # Does somebody who only reads here stay signed in?
    _sockets: ClassVar[Counter[UUID]] = Counter()

    account: Account
    session_key: str
    kwargs: Mapping[str, Any]
    query: bytes
    base_send: Callable[[Any], Awaitable[None]]
    is_open = _is_counted = False
    malformed = frames = 0
    _frames_since = _seen_at = 0.0

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(getattr(cls, "requires", None), Permission):
            raise TypeError(f"{cls.__name__} must say which permission it requires.")

    def room_name(self) -> str:
        """The name of the room this socket listens in."""
        raise NotImplementedError

    def admit(self, account: Account) -> int:
        """The code to refuse `account` with, 0 for none. Asked once, in a thread that may use the database."""
        return 0 if allows(account, self.requires, SITE) else REFUSED

    async def welcome(self) -> None:
        """The socket is open and listens."""

    @classmethod
    def gone(cls, sockets: Iterable[Self]) -> Mapping[Self, int]:
        """Which of these sockets may not stay, each with its code, for a reason that only this class knows. Asked once
        a second for all of them together, in a thread that may use the database: a fixed number of questions."""
        return {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        # Nothing of the handshake is kept: no header, no cookie, no address.
        self.session_key = scope["session_key"]
        self.kwargs = scope.get("url_route", {}).get("kwargs", {})
        self.query = scope.get("query_string", b"")
        self.base_send = send
        del scope, send
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        finally:
            self.is_open = False
            await self._leave()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """What the server says of this socket; Channels' own way costs a thread for every frame."""
        if message["type"] == "websocket.receive":
            await self.receive(message.get("text"), message.get("bytes"))
        elif message["type"] == "websocket.connect":
            await self.connect()
        elif message["type"] == "websocket.disconnect":
            raise StopConsumer

    async def connect(self) -> None:
        code = await db(self._look) or self._one_more() or await self._join()
        await self.accept()
        self.is_open = True
        if code:
            await self.close(code)
            return
        try:
            await self.welcome()
        except Exception:
            log.exception("A socket could not be welcomed.")
            await self.close(TROUBLE)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if not self.is_open:
            return
        if len((text_data or "").encode()) > MAX_FRAME or len(bytes_data or b"") > MAX_FRAME:
            await self.close(TOO_BIG)
        elif self._is_flood():
            await self.close(TOO_MANY)
        else:
            await self._answer(_read(text_data))

    def owe(self, length: int, revision: int = 0) -> bool:
        """Count what is sent and not yet read; False if that is too much."""
        return self._owed.add(length, revision)

    async def say(self, content: Mapping[str, Any] | Frame, revision: int = 0) -> None:
        """Tell this socket alone."""
        frame = content if isinstance(content, Frame) else framed(content, revision)
        if not self.is_open:
            return
        if self.owe(frame.length, frame.revision):
            await self.base_send(frame.message)
        else:
            await self.close(TOO_SLOW)

    async def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Close the socket once. Until the browser agrees nothing more is said or heard."""
        hub.here().drop(self, code or SIGNED_OUT)

    async def ping(self, frame: dict[str, Any]) -> None:
        """The browser read everything up to `after` (or what came before its last ping), and may say that somebody is
        really there."""
        after = frame.get("after")
        self._owed.acknowledge(after if isinstance(after, int) else None)
        if self.keeps_alive and frame.get("seen") is True and self._is_due():
            await db(keep_alive, self.session_key)
        await self.say({"type": "pong"})

    async def read(self, frame: dict[str, Any]) -> None:
        """The browser read everything up to `after`, and wants no answer."""
        after = frame.get("after")
        self._owed.acknowledge(after if isinstance(after, int) else None)

    async def _join(self) -> int:
        try:
            here = hub.here()
            await here.join(groups.warden(), self, Warden)
            await here.join(self.room_name(), self, self.room)
        except Exception:
            log.exception("A socket could not join its room.")
            return TROUBLE
        return 0

    def _one_more(self) -> int:
        """Whoever has many sockets opens no more of them: what each is owed is bounded, so all of them are too."""
        self._is_counted = True
        self._sockets[self.account.pk] += 1
        return TOO_MANY if self._sockets[self.account.pk] > MOST_SOCKETS else 0

    async def _leave(self) -> None:
        if self._is_counted:
            self._is_counted = False
            self._sockets[self.account.pk] -= 1
            if not self._sockets[self.account.pk]:
                del self._sockets[self.account.pk]
        if hasattr(self, "account"):
            here = hub.here()
            await here.leave(groups.warden(), self)
            await here.leave(self.room_name(), self)

    async def _answer(self, frame: dict[str, Any] | None) -> None:
        kind = frame.get("type") if frame is not None else None
        if frame is None or not isinstance(kind, str):
            self.malformed += 1
            await self.say({"type": "error", "code": "malformed"})
            if self.malformed >= MAX_MALFORMED:
                await self.close(MALFORMED)
            return
        command = OF_ALL.get(kind) or self.commands.get(kind)
        if command is None:
            await self.say({"type": "error", "code": "unknown"})
            return
        try:
            await command(self, frame)
        except Exception:
            log.exception("A socket could not do what it was asked.")
            await self.say({"type": "error", "code": "trouble"})

    def _look(self) -> int:
        """Who is there? The code to refuse them with, 0 for none."""
        session = session_of(self.session_key)
        account = who_is(session)
        if account is None:
            return SIGNED_OUT
        code = COVERED if locking.is_covered(session) else self.admit(account)
        if not code:
            self.account, self._owed = account, Owed()
        return code

    def _is_flood(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._frames_since > FRAMES_SECONDS:
            self._frames_since, self.frames = now, 0
        self.frames += 1
        return self.frames > MAX_FRAMES

    def _is_due(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._seen_at and now - self._seen_at < SEEN_SECONDS:
            return False
        self._seen_at = now
        return True


# What every socket understands.
OF_ALL: Mapping[str, Command] = {"ping": Consumer.ping, "read": Consumer.read}


def _read(text: str | None) -> dict[str, Any] | None:
    """The frame in `text`; None if it is not one of ours."""
    try:
        frame = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, dict) else None
