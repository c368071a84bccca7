"""What a room asks the database: the same for one person and for thirty."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from forum.rooms.faces import Face, MessageRow
from forum.rooms.models import ChatSession
from realtime.chat import frames
from realtime.frames import Frame
from tests.factories.accounts import make_account
from tests.factories.rooms import attend
from tests.realtime.chat.browser import Browser, come
from tests.realtime.sockets import cookie_of, socket

AROUND = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@asynccontextmanager
async def questions() -> AsyncIterator[list[str]]:
    """What the database is asked meanwhile."""
    found: list[str] = []
    watch = CaptureQueriesContext(connection)
    await sync_to_async(watch.__enter__)()
    try:
        yield found
    finally:
        await sync_to_async(watch.__exit__)(None, None, None)
        found += [query["sql"] for query in watch.captured_queries if not query["sql"].startswith(AROUND)]


async def _joining(room: ChatSession, account: Account) -> tuple[Browser, int]:
    found = socket(f"/ws/chat/{room.pk}/?after=0", await cookie_of(account))
    async with questions() as asked:
        await found.connect(timeout=5)
        browser = Browser(found)
        await browser.until("caught_up")
    return browser, len(asked)


async def _crowd(room: ChatSession, count: int) -> list[Browser]:
    found = []
    for number in range(count):
        account = await sync_to_async(make_account)(f"Guest {number}")
        await sync_to_async(attend)(room, account)
        found.append(await come(room, account))
    return found


async def test_coming_in_takes_at_most_six(room: ChatSession, ada: Account, ben: Account, mo: Account) -> None:
    adas, first = await _joining(room, ada)
    bens, second = await _joining(room, ben)
    mos, host = await _joining(room, mo)
    assert first <= 6
    assert second <= 5
    assert host <= 6
    for browser in (adas, bens, mos):
        await browser.leave()


async def test_a_message_takes_at_most_six_however_many_read_it(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    async with questions() as few:
        await adas.write("Hello.")
        await adas.settle()
    crowd = await _crowd(room, 30)
    async with questions() as many:
        await adas.write("Hello, all of you.")
        await adas.settle()
        for browser in crowd:
            await browser.settle()
    assert len(few) == len(many) <= 6
    assert all(browser.words[-1] == "Hello, all of you." for browser in crowd)
    for browser in (adas, *crowd):
        await browser.leave()


async def test_everybody_with_the_same_face_gets_the_same_bytes_encoded_once(
    room: ChatSession, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    adas, crowd = await come(room, ada), await _crowd(room, 8)
    encoded: list[Face] = []

    def counted(row: MessageRow, face: Face) -> Frame:
        encoded.append(face)
        return real(row, face)

    real = frames.message
    monkeypatch.setattr(frames, "message", counted)
    await adas.write("Hello.")
    for browser in (adas, *crowd):
        await browser.settle()
        await browser.leave()
    assert len(encoded) == 2
