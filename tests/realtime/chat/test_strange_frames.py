"""Whatever arrives at the socket of chat: answered or closed, and nobody else notices."""

import json
from typing import Any

import pytest

from forum.accounts.models import Account
from forum.rooms.models import ChatSession
from tests.factories.rooms import write
from tests.realtime.chat.browser import come, do

NESTED = '{"type":"message.write","words":' + "[" * 5000 + "]" * 5000 + "}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" ", "malformed"), ("nothing", "malformed"), ("[]", "malformed"), ("7", "malformed"), ("{}", "malformed"),
        ('{"type":7}', "malformed"), ('{"type":["message.write"]}', "malformed"), ('{"type":{}}', "malformed"),
        (NESTED, "malformed"), ('{"type":"message.delete"}', "unknown"), ('{"type":"state"}', "unknown"),
        ('{"type":"__init__"}', "unknown"), ('{"type":"message.write"}', "malformed"),
        ('{"type":"resume"}', "malformed"), ('{"type":"resume","after":"1"}', "malformed"),
        ('{"type":"resume","after":-1}', "malformed"), ('{"type":"resume","after":true}', "malformed"),
        ('{"type":"resume","after":1.5}', "malformed"), ('{"type":"resume","after":1e999}', "malformed"),
        ('{"type":"resume","after":99999999999999999999}', "malformed"),
    ],
    ids=range(20),
)  # fmt: skip
async def test_a_strange_frame_is_answered(room: ChatSession, ada: Account, text: str, code: str) -> None:
    adas = await come(room, ada)
    await adas.socket.send_to(text_data=text)
    assert await adas.next() == {"type": "error", "code": code}
    await adas.leave()


async def test_five_of_them_are_enough(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    for _ in range(5):
        await adas.send(type="message.write", words=7)
    assert await adas.closed() == 4400


async def test_bytes_are_not_understood(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    await adas.socket.send_to(bytes_data=json.dumps({"type": "ping"}).encode())
    assert await adas.next() == {"type": "error", "code": "malformed"}
    await adas.leave()


async def test_a_huge_frame_ends_the_socket_and_nobody_elses(room: ChatSession, ada: Account, ben: Account) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    await adas.socket.send_to(text_data=json.dumps({"type": "message.write", "words": "a" * 20_000}))
    assert await adas.closed() == 4413
    assert (await bens.write("Still here."))["type"] == "kept"
    await bens.leave()


@pytest.mark.parametrize("after", [0, 2, 3, 4, 2**62], ids=str)
async def test_a_resume_out_of_order_is_answered_from_where_it_says(
    room: ChatSession, ada: Account, ben: Account, after: int
) -> None:
    for number in range(3):
        await do(write, room, ben, f"Number {number}.")
    adas = await come(room, ada, after=3)
    await adas.send(type="resume", after=after)
    caught_up = await adas.until("caught_up")
    assert caught_up == {"type": "caught_up", "revision": 3, "more": False}
    assert [frame["revision"] for frame in adas.of("message")] == [n for n in (1, 2, 3) if n > after]
    bens = await come(room, ben, after=3)
    await bens.write("And on.")
    await adas.settle()
    assert adas.words[-1] == "And on."
    await adas.leave()
    await bens.leave()


async def test_a_ping_is_answered_whatever_it_carries(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    strange: list[dict[str, Any]] = [{}, {"after": 0, "seen": True}, {"after": "x", "seen": 1}, {"after": [1]}]
    for fields in strange:
        await adas.send(type="ping", **fields)
        assert await adas.next() == {"type": "pong"}
    await adas.leave()
