"""Whoever does not read is owed little, and misses nothing; whoever only listens stays."""

from typing import cast

from asgiref.sync import sync_to_async

from forum.accounts.models import Account
from forum.rooms.models import ChatSession, SessionState
from realtime import groups, hub
from realtime.chat.consumers import ChatConsumer
from realtime.owed import OWED_LIMIT
from tests.factories.rooms import attend, make_support, write
from tests.realtime.chat.browser import come, do, knock


async def _hint(room: ChatSession) -> None:
    hub.here().tell(groups.chat(room.pk), {"type": "message.written"})


async def test_whoever_does_not_read_is_closed_and_misses_nothing(
    room: ChatSession, ada: Account, ben: Account
) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    for number in range(40):
        await do(write, room, ada, f"{number} " + "a" * 1900)
    await _hint(room)
    assert await bens.closed() == 4408
    got = [frame["revision"] for frame in bens.of("message")]
    assert got == list(range(1, len(got) + 1))
    assert sum(len(frame["words"]) for frame in bens.of("message")) < OWED_LIMIT
    again = await come(room, ben, after=got[-1])
    while again.of("caught_up")[-1]["more"]:
        await again.send(type="resume", after=again.of("caught_up")[-1]["revision"])
        await again.until("caught_up")
    assert [frame["revision"] for frame in again.of("message")] == list(range(got[-1] + 1, 41))
    await adas.leave()
    await again.leave()


async def test_a_long_quiet_evening_owes_nobody_anything(room: ChatSession, ada: Account) -> None:
    """Signs of life count too, and are read too."""
    adas = await come(room, ada)
    consumer = cast(ChatConsumer, next(iter(hub.here().rooms[groups.chat(room.pk)].sockets)))
    for _ in range(2 * OWED_LIMIT // 40 // 50):
        for _ in range(50):
            consumer.owe(40)
        await adas.send(type="ping", after=0)
        assert (await adas.next())["type"] == "pong"
        consumer.frames = 0  # Minutes went by.
    assert adas.code is None
    await adas.leave()


async def test_whoever_says_what_they_read_stays_and_is_not_answered(
    room: ChatSession, ada: Account, ben: Account
) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    for number in range(1, 41):
        await do(write, room, ada, f"{number} " + "a" * 1900)
        await _hint(room)
        for browser in (adas, bens):
            assert (await browser.next())["revision"] == number
            await browser.send(type="read", after=number)
    assert not bens.of("pong")
    for browser in (adas, bens):
        assert browser.code is None
        await browser.leave()


async def test_two_people_in_a_talk_of_their_own(room: ChatSession, ada: Account, ben: Account, mo: Account) -> None:
    talk = await sync_to_async(make_support)(mo, state=SessionState.OPEN, member=ada)
    for one in (mo, ada):
        await sync_to_async(attend)(talk, one)
    adas, mos, elsewhere = await come(talk, ada), await come(talk, mo), await come(room, ben)
    await adas.write("canary-7c1")
    await mos.settle()
    await elsewhere.settle()
    assert mos.words == ["canary-7c1"]
    assert "canary-7c1" not in elsewhere.raw
    assert await (await knock(talk, ben)).closed() == 4404
    for browser in (adas, mos, elsewhere):
        await browser.leave()
