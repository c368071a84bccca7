"""What a socket is owed, and how somebody who only reads stays."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session

from forum.accounts.models import Account
from forum.accounts.sessions import keep_alive
from realtime import hub
from realtime.inbox.consumers import InboxConsumer
from realtime.owed import OWED_LIMIT, Owed
from tests.conftest import FakeClock
from tests.realtime.sockets import cookie_of, opened, socket

MESSAGES = "/ws/messages/"


def test_what_was_read_is_owed_no_more() -> None:
    owed = Owed()
    for number in range(1, 41):
        assert owed.add(1000, number)
    owed.acknowledge(0)  # The first mark: from here on is counted.
    for number in range(41, 49):
        assert owed.add(1000, number)
    owed.acknowledge(39)
    assert owed.total == 48_000
    owed.acknowledge(40)
    assert owed.total == 8_000
    owed.acknowledge(48)
    assert owed.total == 0


def test_too_much_is_too_much() -> None:
    owed = Owed()
    assert owed.add(OWED_LIMIT, 1)
    assert not owed.add(1, 2)


def test_where_nothing_is_numbered_every_ping_says_that_all_was_read() -> None:
    owed = Owed()
    assert owed.add(OWED_LIMIT, 0)
    owed.acknowledge(None)
    assert owed.add(OWED_LIMIT, 0)


def test_a_ping_without_a_number_reads_nothing_where_things_are_numbered() -> None:
    owed = Owed()
    owed.add(1000, 5)
    owed.acknowledge(None)
    assert owed.total == 1000


async def test_a_browser_that_never_reads_is_let_go(ben: Account) -> None:
    found = await opened(MESSAGES, ben)
    name = f"messages.{ben.pk.hex}"
    hint = {"type": "letter.sent", "conversation": "c" * 2000}
    for _ in range(30):
        hub.here().tell(name, hint)
    kinds = []
    while (message := await found.receive_output(2))["type"] != "websocket.close":
        kinds.append(message["type"])
    assert message["code"] == 4408
    assert len(kinds) <= OWED_LIMIT // 2000


async def test_one_that_reads_hears_it_all(ben: Account) -> None:
    found = await opened(MESSAGES, ben)
    for _ in range(60):
        hub.here().tell(f"messages.{ben.pk.hex}", {"type": "letter.sent", "conversation": "c" * 2000})
        assert (await found.receive_json_from(2))["type"] == "letter.sent"
        if _ % 10 == 9:
            await found.send_json_to({"type": "ping"})
            assert await found.receive_json_from(2) == {"type": "pong"}
    await found.disconnect()


def _seen(cookie: str) -> int:
    row = Session.objects.get(session_key=cookie)
    return int(row.get_decoded()["seen"])


@pytest.fixture
def keeps_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InboxConsumer, "keeps_alive", True)


async def _pinged(found: Any, **frame: Any) -> None:
    await found.send_json_to({"type": "ping", **frame})
    assert await found.receive_json_from(2) == {"type": "pong"}


async def test_somebody_who_reads_stays_signed_in(keeps_alive: None, ben: Account, clock: FakeClock) -> None:
    cookie = await cookie_of(ben)
    found = socket(MESSAGES, cookie)
    await found.connect()
    began = await sync_to_async(_seen)(cookie)
    clock.advance(minutes=20)
    await _pinged(found)
    await _pinged(found, seen=1)
    assert await sync_to_async(_seen)(cookie) == began
    await _pinged(found, seen=True)
    assert await sync_to_async(_seen)(cookie) == began + 20 * 60
    clock.advance(minutes=2)
    await _pinged(found, seen=True)  # Written again after five minutes, not before.
    assert await sync_to_async(_seen)(cookie) == began + 20 * 60
    await found.disconnect()


async def test_other_sockets_keep_nobody_signed_in(ben: Account, clock: FakeClock) -> None:
    cookie = await cookie_of(ben)
    found = socket(MESSAGES, cookie)
    await found.connect()
    before = await sync_to_async(_seen)(cookie)
    clock.advance(minutes=20)
    await _pinged(found, seen=True)
    assert await sync_to_async(_seen)(cookie) == before
    await found.disconnect()


async def test_what_is_over_stays_over(ben: Account, clock: FakeClock) -> None:
    cookie = await cookie_of(ben)
    before = await sync_to_async(_seen)(cookie)
    clock.advance(minutes=40)
    await sync_to_async(keep_alive)(cookie)
    assert await sync_to_async(_seen)(cookie) == before

    def signed_out() -> None:
        Session.objects.all().delete()
        keep_alive(cookie)

    await sync_to_async(signed_out)()
    clock.advance(minutes=-40)
    await sync_to_async(signed_out)()
    assert not await sync_to_async(Session.objects.exists)()


async def test_nobody_stays_longer_than_a_session_lives(ben: Account, clock: FakeClock) -> None:
    cookie = await cookie_of(ben)
    for _ in range(80):
        clock.advance(minutes=10)
        await sync_to_async(keep_alive)(cookie)
    seen = await sync_to_async(_seen)(cookie)
    assert seen < clock.moment.timestamp()
