"""The base of every socket: it asks who is there, listens to its groups, and says no clearly.

A socket is accepted before it is refused, because a browser learns the reason (its close code) only then.
"""

import asyncio
import contextlib
import json
import logging
from typing import Any, ClassVar

from channels.generic.websocket import AsyncWebsocketConsumer

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.accounts.sessions import session_mark
from realtime import groups
from realtime.database import db
from realtime.middleware import who_is

log = logging.getLogger(__name__)

# Codes that a server may choose for itself (RFC 6455, 7.4.2), each like the status of a page with the same trouble.
SIGNED_OUT, REFUSED, TOO_BIG, MALFORMED, TOO_MANY, TROUBLE = 4401, 4403, 4413, 4400, 4429, 4500
MAX_FRAME = 16 * 1024
MAX_MALFORMED = 5
MAX_FRAMES = 60
RECHECK_SECONDS = 15.0


class Consumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One socket. A subclass names the permission it `requires`, its `audience`, and the hints it passes on:

    flag_raised = Consumer.pass_on        # an event called "flag.raised"
    """

    requires: ClassVar[Permission]
    account: Account
    malformed = 0
    frames = 0
    over = False
    _watch: "asyncio.Task[None] | None" = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not isinstance(getattr(cls, "requires", None), Permission):
            raise TypeError(f"{cls.__name__} must say which permission it requires.")

    def audience(self) -> list[str]:
        """The groups whose hints this socket hears."""
        raise NotImplementedError

    async def connect(self) -> None:
        account, code = await db(self._look)
        if account is None or code:
            await self.accept()
            await self.close(code or SIGNED_OUT)
            return
        self.account = account
        self._joined = [groups.session(session_mark(self.scope["session_key"])), *self.audience()]
        for group in self._joined:
            await self.channel_layer.group_add(group, self.channel_name)
        await self.accept()
        self._watch = asyncio.create_task(self._keep_watch())

    async def disconnect(self, code: int) -> None:
        if self._watch is not None:
            self._watch.cancel()
        for group in getattr(self, "_joined", ()):
            with contextlib.suppress(Exception):
                await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        self.frames += 1
        if self.over:
            return
        if len((text_data or "").encode()) > MAX_FRAME or len(bytes_data or b"") > MAX_FRAME:
            await self.close(TOO_BIG)
        elif self.frames > MAX_FRAMES:
            await self.close(TOO_MANY)
        else:
            await self._answer(_read(text_data))

    async def pass_on(self, message: dict[str, str]) -> None:
        """Say to the browser that something happened."""
        await self._say(message)

    async def session_ended(self, message: dict[str, str]) -> None:
        """Somebody signed out, or left: nothing more is said here."""
        await self.close(SIGNED_OUT)

    async def _answer(self, frame: dict[str, Any] | None) -> None:
        kind = frame.get("type") if frame is not None else None
        if frame is None or not isinstance(kind, str):
            self.malformed += 1
            await self._say({"type": "error", "code": "malformed"})
            if self.malformed >= MAX_MALFORMED:
                await self.close(MALFORMED)
        elif kind == "ping":
            await self._say({"type": "pong"})
        else:
            await self._say({"type": "error", "code": "unknown"})

    async def _keep_watch(self) -> None:
        """Ask again and again whether this socket may stay: shifts end, sessions end, roles change."""
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            self.frames = 0
            try:
                _, code = await db(self._look)
            except Exception:
                # Whoever cannot be asked about may not stay; the page tries again by itself.
                log.exception("Who stands behind a socket could not be asked.")
                code = TROUBLE
            if code:
                await self.close(code)
                return
            await self._say({"type": "heartbeat"})

    def _look(self) -> tuple[Account | None, int]:
        """Who is there, and the code to refuse them with (0 for none)."""
        account = who_is(self.scope["session_key"])
        if account is None:
            return None, SIGNED_OUT
        return account, 0 if allows(account, self.requires, SITE) else REFUSED

    async def close(self, code: int | None = None, reason: str | None = None) -> None:
        """Close the socket once. Until the browser agrees nothing more is said or heard."""
        if not self.over:
            self.over = True
            await super().close(code, reason)

    async def _say(self, message: dict[str, str]) -> None:
        if not self.over:
            await self.send(text_data=json.dumps(message))


def _read(text: str | None) -> dict[str, Any] | None:
    """The frame in `text`; None if it is not one of ours."""
    try:
        frame = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, dict) else None
