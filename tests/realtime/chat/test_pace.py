"""What a room does by itself: it looks once for many hints, counts calmly, and says when it is slower."""

import asyncio
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError
from django.db.models import QuerySet

from forum.accounts.models import Account
from forum.rooms.events import ChatChanged
from forum.rooms.models import Attendance, ChatSession, Standing
from forum.rooms.services.attending import leave
from moderation.nudges.models import Nudge
from realtime import broadcast, groups, hub
from realtime.chat import rooms
from realtime.chat.look import look
from realtime.chat.rooms import ChatRoom
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.hosting import seen_now
from tests.factories.rooms import attend, call, write
from tests.realtime.chat.browser import come, do, told
from tests.realtime.ears import soon


def _room(session: ChatSession) -> ChatRoom:
    found = hub.here().rooms[groups.chat(session.pk)]
    assert isinstance(found, ChatRoom)
    return found


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every look into the database."""
    found: list[Any] = []

    def counted(*args: Any) -> Any:
        found.append(args)
        return look(*args)

    monkeypatch.setattr("realtime.chat.rooms.look", counted)
    return found


async def test_a_hundred_hints_at_once_are_one_look(room: ChatSession, ada: Account, looks: list[Any]) -> None:
    adas = await come(room, ada)
    for number in range(10):
        await sync_to_async(write)(room, ada, f"Number {number}.")
    looks.clear()
    for _ in range(100):
        hub.here().tell(groups.chat(room.pk), {"type": "message.written", "message": "x"})
    await adas.settle()
    assert len(adas.messages) == 10
    assert len(looks) == 1
    await adas.leave()


async def test_more_than_a_page_at_once_arrives_whole(room: ChatSession, ada: Account, ben: Account) -> None:
    bens = await come(room, ben)
    for number in range(120):
        await sync_to_async(write)(room, ada, f"Number {number}.")
    hub.here().tell(groups.chat(room.pk), {"type": "message.written"})
    await bens.settle()
    assert [frame["revision"] for frame in bens.of("message")] == list(range(1, 121))
    await bens.leave()


async def test_how_many_are_here_is_told_calmly(room: ChatSession, ada: Account, ben: Account) -> None:
    bens = await come(room, ben)
    _room(room)._told_at = asyncio.get_running_loop().time()  # The last count is fresh.
    mine = await sync_to_async(Attendance.objects.get)(session=room, account=ada)
    await do(leave, actor=ada, attendance=mine)
    await bens.settle()
    assert [state["people"] for state in bens.of("state")] == [2]
    _room(room)._told_at -= rooms.CALM
    assert (await bens.until("state"))["people"] == 1
    await bens.leave()


async def test_nothing_is_told_when_nothing_is_different(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    before = len(adas.frames)
    for _ in range(3):
        broadcast.hint(groups.chat(room.pk), ChatChanged(actor_id=None, session_id=room.pk))
        await adas.settle()
    assert len(adas.frames) == before
    await adas.leave()


async def test_a_sign_of_life_says_how_far_the_room_is_and_notes_who_is_here(
    room: ChatSession, ada: Account, ben: Account, clock: FakeClock
) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    await adas.write("Hello.")
    here = _room(room)
    for socket in here._everybody():
        if socket.account == ben:
            socket.heard_at -= rooms.LATELY  # A phone that fell asleep.
    clock.advance(minutes=1)
    here.do(here.beat)
    assert await adas.until("heartbeat") == {"type": "heartbeat", "revision": 1}
    await adas.settle()
    seen = dict(await sync_to_async(lambda: list(Attendance.objects.values_list("account__pseudonym", "seen_at")))())
    assert seen["Ada"] == clock()
    assert seen["Ben"] < clock()
    await adas.leave()
    await bens.leave()


async def test_a_free_place_is_given_away_while_the_room_ticks(
    room: ChatSession, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "TICK", 0.02)
    eva = await sync_to_async(make_account)("Eva")
    await sync_to_async(attend)(room, eva, standing=Standing.WAITING)
    adas = await come(room, ada)
    while True:
        if await sync_to_async(Attendance.objects.filter(account=eva, standing=Standing.IN).exists)():
            break
        await asyncio.sleep(0.02)
    await adas.leave()


async def test_alone_the_room_looks_for_itself_and_says_that_it_is_slower(
    room: ChatSession, ada: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "TICK", 0.02)
    adas = await come(room, ada)
    line = hub.here().line
    line.is_down = True
    assert (await adas.until("state"))["slower"] is True
    # Written in another process, which cannot tell this one.
    await sync_to_async(write)(room, ben, "From elsewhere.")
    assert (await adas.until("message"))["words"] == "From elsewhere."
    assert (await adas.write("And from here."))["type"] == "kept"
    line.is_down = False
    assert (await adas.until("state"))["slower"] is False
    await adas.leave()


async def test_a_look_that_fails_is_made_up_for(
    room: ChatSession, ada: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "TICK", 0.02)
    adas, bens = await come(room, ada), await come(room, ben)
    failed: list[int] = []

    def broken(*args: Any) -> Any:
        if len(failed) < 3:
            failed.append(1)
            raise DatabaseError
        return look(*args)

    monkeypatch.setattr("realtime.chat.rooms.look", broken)
    await adas.write("Hello.")
    assert (await bens.until("message"))["words"] == "Hello."
    await soon(lambda: not _room(room)._is_behind)
    await adas.leave()
    await bens.leave()


async def _comes(rows: QuerySet[Any]) -> None:
    """Until the database has some of these."""
    async with asyncio.timeout(5):
        while True:
            if await sync_to_async(rows.exists)():
                return
            await asyncio.sleep(0.02)


async def test_a_host_who_falls_silent_is_missed_while_the_room_ticks(
    room: ChatSession, mo: Account, sol: Account, ada: Account, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    adas, mos = await come(room, ada), await come(room, mo)
    clock.advance(seconds=50)
    here = _room(room)
    here.do(here.beat)  # Mo and Ada are heard of, Sol is not.
    await adas.until("heartbeat")
    monkeypatch.setattr(rooms, "KEEP", 1)
    monkeypatch.setattr(hub, "TICK", 0.02)
    await _comes(ChatSession.objects.filter(pk=room.pk, short_since=clock()))
    await told()
    assert (await adas.until("state"))["short"] is True
    assert (await mos.until("state"))["short"] is True
    words = await sync_to_async(Nudge.objects.get)(account=mo, key__startswith="chat:short:")
    assert "one more of you" in words.words
    await adas.leave()
    await mos.leave()


async def test_a_call_without_an_answer_rings_while_the_room_ticks(
    room: ChatSession, ada: Account, mo: Account, sol: Account, lea: Account, clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    adas = await come(room, ada)
    mine = await sync_to_async(Attendance.objects.get)(session=room, account=ada)
    late = await sync_to_async(call)(mine)
    clock.advance(minutes=2)
    await sync_to_async(seen_now)(room, ada, mo, sol)
    monkeypatch.setattr(rooms, "KEEP", 1)
    monkeypatch.setattr(hub, "TICK", 0.02)
    await _comes(Nudge.objects.filter(account=lea, key__contains=str(late.pk)))
    assert adas.code is None
    await adas.leave()


async def test_trouble_in_looking_after_a_room_leaves_it_open(
    room: ChatSession, ada: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def broken(**_: Any) -> bool:
        tried.append(1)
        raise DatabaseError

    monkeypatch.setattr("moderation.hosting.services.keeping.look_at", broken)
    monkeypatch.setattr(rooms, "KEEP", 1)
    monkeypatch.setattr(hub, "TICK", 0.02)
    adas = await come(room, ada)
    await soon(lambda: len(tried) > 2)
    assert (await adas.write("Still here."))["type"] == "kept"
    await adas.leave()
