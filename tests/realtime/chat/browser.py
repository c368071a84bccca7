"""Somebody's browser in a session: what it is told, in order, and what it sends."""

import asyncio
import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import connection

from forum.accounts.models import Account
from forum.rooms.models import ChatSession
from realtime import hub
from tests.realtime.ears import soon
from tests.realtime.sockets import cookie_of, socket

PATIENCE = 5.0
A_MOMENT = 0.02


class Browser:
    """One open page of one person."""

    def __init__(self, found: WebsocketCommunicator) -> None:
        self.socket = found
        self.frames: list[dict[str, Any]] = []
        self.code: int | None = None
        self.raw = ""

    async def next(self) -> dict[str, Any]:
        """The next frame; {"type": "closed"} if the server closed the socket."""
        message = await self.socket.receive_output(PATIENCE)
        if message["type"] == "websocket.close":
            self.code = message["code"]
            return {"type": "closed"}
        self.raw += message["text"]
        frame: dict[str, Any] = json.loads(message["text"])
        self.frames.append(frame)
        return frame

    async def until(self, kind: str) -> dict[str, Any]:
        """The next frame of this kind, whatever comes before it."""
        while (frame := await self.next())["type"] != kind:
            assert frame["type"] != "closed", self.code
        return frame

    async def settle(self) -> "Browser":
        """Everything that comes without being asked for any more."""
        await soon(_nobody_is_at_it)
        while self.code is None and not await self.socket.receive_nothing(A_MOMENT, 0.01):
            await self.next()
        return self

    async def send(self, **frame: Any) -> None:
        await self.socket.send_json_to(frame)

    async def write(self, words: str, **fields: Any) -> dict[str, Any]:
        """Write, and wait for the answer; whoever listens hears of it."""
        known = {"submission": str(uuid4()), "words": words, "warnings": [], "channel": "room"}
        await self.send(type="message.write", **known | fields)
        while (frame := await self.next())["type"] not in ("kept", "refused", "error", "closed"):
            pass
        await told()
        return frame

    async def closed(self) -> int:
        """The code that the socket is closed with."""
        while self.code is None:
            await self.next()
        return self.code

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [frame for frame in self.frames if frame["type"] == kind]

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What stands on the page: the last that was said of each message, in their order."""
        seen = {frame["id"]: frame for frame in self.of("message")}
        return sorted(seen.values(), key=lambda one: int(one["number"]))

    @property
    def words(self) -> list[str]:
        return [one.get("words", one["look"]) for one in self.messages]

    async def leave(self) -> None:
        await self.socket.disconnect()


async def knock(session: ChatSession | UUID, account: Account | None, *, after: int | None = None) -> Browser:
    """Open the socket of a session, and look no further."""
    cookie = await cookie_of(account) if account else ""
    pk = session.pk if isinstance(session, ChatSession) else session
    found = socket(f"/ws/chat/{pk}/" + ("" if after is None else f"?after={after}"), cookie)
    accepted, _ = await found.connect(timeout=PATIENCE)
    assert accepted
    return Browser(found)


async def come(session: ChatSession, account: Account, *, after: int | None = None) -> Browser:
    """Come into the room, up to what was missed."""
    browser = await knock(session, account, after=after)
    await browser.until("caught_up")
    return browser


async def do(service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a service as a page does; then everybody hears of it."""
    answer = await sync_to_async(partial(service, *args, **kwargs))()
    await told()
    return answer


async def told() -> None:
    """What waits for the commit happens: in a test nothing is committed."""
    await sync_to_async(_run_what_waits)()
    await asyncio.sleep(0.01)


def _nobody_is_at_it() -> bool:
    """Has every room of this process done what it heard of?"""
    return all(room._worker is None for room in hub.here().rooms.values())


def _run_what_waits() -> None:
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _, then, *_ in waiting:
        then()
