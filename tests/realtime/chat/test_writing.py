"""Writing over the socket: acknowledged when it is kept, once however often it is sent, refused with a reason."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError

from forum.accounts.models import Account
from forum.rooms.models import Attendance, ChatSession, Message, Mode, SessionState
from realtime.chat import consumers
from tests.conftest import FakeClock
from tests.realtime.chat.browser import Browser, come


async def test_what_is_acknowledged_is_in_the_database(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    submission = str(uuid4())
    kept = await adas.write("Hello.", submission=submission, warnings=["mind.flashback"])
    message = await sync_to_async(Message.objects.get)()
    assert kept == {
        "type": "kept", "submission": submission, "id": str(message.pk), "revision": message.revision,
    }  # fmt: skip
    assert (message.words, message.warnings) == ("Hello.", ["mind.flashback"])
    await adas.leave()


async def test_what_is_sent_again_after_a_lost_line_is_one_message(
    room: ChatSession, ada: Account, ben: Account
) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    submission = str(uuid4())
    first = await adas.write("Hello.", submission=submission)
    await adas.leave()
    adas = await come(room, ada, after=0)
    assert await adas.write("Hello.", submission=submission) == first
    await bens.settle()
    assert bens.words == ["Hello."]
    assert len(bens.of("message")) == 1
    await adas.leave()
    await bens.leave()


@pytest.mark.parametrize(
    ("session", "mine", "code"),
    [
        ({"state": SessionState.PAUSED}, {}, "room_paused"),
        ({"is_listen_only": True}, {}, "listen_only"),
        ({}, {"mode": Mode.LISTEN}, "only_listening"),
    ],
)
async def test_a_refusal_says_why_and_repeats_no_word(
    room: ChatSession, ada: Account, session: dict[str, Any], mine: dict[str, Any], code: str
) -> None:
    await sync_to_async(ChatSession.objects.filter(pk=room.pk).update)(**session)
    if mine:
        await sync_to_async(Attendance.objects.filter(session=room, account=ada).update)(**mine)
    adas = await come(room, ada)
    refused = await adas.write("canary-7c1")
    assert (refused["type"], refused["code"]) == ("refused", code)
    assert refused["message"]
    assert "canary-7c1" not in adas.raw
    assert not await sync_to_async(Message.objects.exists)()
    await adas.leave()


async def test_whoever_has_to_wait_is_told_how_long(room: ChatSession, ada: Account, clock: FakeClock) -> None:
    await sync_to_async(ChatSession.objects.filter(pk=room.pk).update)(slow_seconds=30)
    adas = await come(room, ada)
    assert (await adas.write("One."))["type"] == "kept"
    refused = await adas.write("Two.")
    assert (refused["code"], refused["wait"]) == ("slow", 30)
    clock.advance(seconds=31)
    assert (await adas.write("Two."))["type"] == "kept"
    await adas.leave()


async def test_the_words_have_a_length_and_something_in_them(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    for words, code in ((" \u200b\n", "empty"), ("a" * 2001, "too_long"), ("\ud800", "empty")):
        assert (await adas.write(words))["code"] == code
    await adas.leave()


async def test_twenty_a_minute_are_enough(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    answers = [await adas.write(f"Number {number}.") for number in range(22)]
    assert [answer["type"] for answer in answers] == ["kept"] * 20 + ["refused"] * 2
    assert answers[-1]["code"] == "too_many"
    await adas.leave()


_GOOD: dict[str, Any] = {"submission": str(uuid4()), "words": "Hello.", "warnings": [], "channel": "room"}


@pytest.mark.parametrize(
    "change",
    [
        {"submission": None}, {"submission": "1"}, {"submission": 7}, {"submission": "z" * 36}, {"submission": [1]},
        {"words": None}, {"words": ["a"]}, {"words": {"a": "b"}}, {"words": 1},
        {"warnings": "mind.flashback"}, {"warnings": ["a"] * 11}, {"warnings": [{}]}, {"warnings": ["a" * 65]},
        {"warnings": ["\ud800"]}, {"channel": "everywhere"}, {"channel": []}, {"channel": None}, {"aside": 5},
        {"aside": "here"},
    ],
    ids=str,
)  # fmt: skip
async def test_what_is_not_a_message_is_not_understood(room: ChatSession, ada: Account, change: dict[str, Any]) -> None:
    adas = await come(room, ada)
    await adas.send(type="message.write", **_GOOD | change)
    assert await adas.next() == {"type": "error", "code": "malformed"}
    assert not await sync_to_async(Message.objects.exists)()
    await adas.leave()


async def test_an_unknown_warning_is_left_out(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    assert (await adas.write("Hello.", warnings=["nothing.known"]))["type"] == "kept"
    await adas.leave()


async def test_when_the_database_is_away_one_is_told_and_sends_it_again(
    room: ChatSession, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    adas = await come(room, ada)

    def broken(**kwargs: Any) -> None:
        raise DatabaseError("no such host: 192.0.2.7")

    with monkeypatch.context() as patch:
        patch.setattr(consumers, "write_message", broken)
        refused = await adas.write("Hello.", submission=_GOOD["submission"])
        assert (refused["code"], refused["wait"]) == ("trouble", 5)
    assert (await adas.write("Hello.", submission=_GOOD["submission"]))["type"] == "kept"
    await adas.leave()


async def test_nobody_writes_in_a_session_they_are_not_in(room: ChatSession, ada: Account, ben: Account) -> None:
    """A socket that was opened in time does not outlive one's place."""
    adas = await come(room, ada)
    await sync_to_async(Attendance.objects.filter(session=room, account=ada).update)(standing="left")
    answer = await adas.write("Hello.")
    assert answer["type"] in ("refused", "closed")
    assert not await sync_to_async(Message.objects.exists)()
    await adas.leave()


async def _flood(browser: Browser, count: int) -> set[str]:
    """Send without waiting for any answer; what was acknowledged."""
    for number in range(count):
        await browser.send(
            type="message.write", submission=str(uuid4()), words=f"Number {number}.", warnings=[], channel="room"
        )
    assert await browser.closed() == 4429
    return {frame["id"] for frame in browser.of("kept")}


async def test_a_thousand_messages_at_once_end_the_socket_and_lose_nothing(
    room: ChatSession, ada: Account, ben: Account
) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    kept = await _flood(adas, 1000)
    assert kept == {str(pk) for pk in await sync_to_async(lambda: list(Message.objects.values_list("pk", flat=True)))()}
    assert len(kept) == 20
    assert (await bens.write("Still here."))["type"] == "kept"
    await bens.settle()
    assert len(bens.messages) == 21
    assert bens.code is None
    again = await come(room, ada)
    assert len(again.messages) == 21
    await again.leave()
    await bens.leave()
