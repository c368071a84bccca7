"""The hub: one channel a process, one group a room, one frame for everybody, and nobody who holds up the others."""

import asyncio
import logging
from typing import Any

import pytest
from channels.layers import get_channel_layer

from realtime import broadcast, hub, line, room
from realtime.frames import framed
from realtime.hub import Hub
from realtime.owed import OWED_LIMIT
from realtime.room import Room
from tests.realtime.ears import Ear, hubs, soon

HINT = {"type": "flag.raised", "flag": "1"}


class Counted:
    """What the layer is asked for, each with the group."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[str, str]] = []
        self.away = False
        layer = get_channel_layer()
        for verb in ("new_channel", "group_add", "group_discard", "group_send", "receive"):
            monkeypatch.setattr(layer, verb, self._counting(verb, getattr(layer, verb)))

    def _counting(self, verb: str, real: Any) -> Any:
        async def counted(*args: Any) -> Any:
            self.calls.append((verb, str(args[0]) if args else ""))
            if self.away:
                raise ConnectionError("no such host: 192.0.2.7")
            return await real(*args)

        return counted

    def of(self, verb: str) -> list[str]:
        return [group for called, group in self.calls if called == verb]


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Counted:
    return Counted(monkeypatch)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "FIRST_WAIT", 0.02)
    monkeypatch.setattr(line, "LONGEST_WAIT", 0.02)


async def test_one_channel_a_process_and_one_group_a_room(layer: Counted) -> None:
    async with hubs() as (here,):
        ears = [Ear() for _ in range(50)]
        for ear in ears:
            await here.join("desk", ear)
            await here.join("concerns", ear)
        for ear in ears:
            await here.leave("desk", ear)
            await here.leave("desk", ear)
        assert len(layer.of("new_channel")) == 1
        assert sorted(layer.of("group_add")) == ["concerns", "desk"]
        assert layer.of("group_discard") == ["desk"]
        assert set(here.rooms) == {"concerns"}


async def test_what_is_told_is_heard_here_once_and_there_once() -> None:
    async with hubs(2) as (here, there):
        mine, theirs = Ear(), Ear()
        await here.join("desk", mine)
        await there.join("desk", theirs)
        for _ in range(3):
            here.tell("desk", HINT)
        await soon(lambda: len(theirs.heard) == 3)
        await asyncio.sleep(0.05)  # An echo would have come by now.
        assert mine.heard == theirs.heard == ["flag.raised"] * 3


async def test_here_it_does_not_wait_for_the_layer(layer: Counted) -> None:
    async with hubs() as (here,):
        mine = Ear()
        await here.join("desk", mine)
        here.tell("desk", HINT)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert mine.heard == ["flag.raised"]


async def test_a_hint_that_a_socket_does_not_know_is_not_passed_on() -> None:
    async with hubs() as (here,):
        mine = Ear()
        await here.join("desk", mine)
        here.tell("desk", {"type": "case.closed"})
        here.tell("desk", HINT)
        await soon(lambda: mine.heard == ["flag.raised"])


async def test_a_frame_is_encoded_once_however_many_hear_it() -> None:
    async with hubs() as (here,):
        ears = [Ear() for _ in range(250)]
        for ear in ears:
            await here.join("desk", ear)
        here.tell("desk", HINT)
        await soon(lambda: all(ear.frames for ear in ears))
        assert len({id(ear.frames[0]) for ear in ears}) == 1


async def test_a_thousand_sockets_leave_others_their_turn() -> None:
    async with hubs() as (here,):
        ears, turns = [Ear() for _ in range(1000)], []
        for ear in ears:
            await here.join("desk", ear)

        async def others() -> None:
            while not ears[-1].frames or not all(ear.frames for ear in ears):
                turns.append(1)
                await asyncio.sleep(0)

        here.tell("desk", HINT)
        await asyncio.wait_for(others(), 30)
        assert len(turns) >= 1000 / room.AT_ONCE - 1


async def test_the_layer_is_lost_and_comes_back(layer: Counted, caplog: pytest.LogCaptureFixture) -> None:
    async with hubs(2) as (here, there):
        mine, theirs = Ear(), Ear()
        await here.join("desk", mine)
        await there.join("desk", theirs)
        with caplog.at_level(logging.WARNING):
            layer.away = True
            here.tell("desk", HINT)
            there.tell("other", HINT)
            await soon(lambda: here.is_alone and there.is_alone)
        assert mine.heard == ["flag.raised"]
        here.tell("desk", HINT)
        await soon(lambda: len(mine.heard) == 2)
        assert theirs.heard == []
        # Whoever comes meanwhile is let in, and is heard of when the layer is back.
        late = Ear()
        await there.join("late", late)
        layer.away = False
        await soon(lambda: not here.is_alone and not there.is_alone)
        here.tell("late", HINT)
        here.tell("desk", HINT)
        await soon(lambda: late.heard and theirs.heard)
        assert "192.0.2.7" not in caplog.text
        assert "ConnectionError" in caplog.text


async def test_a_line_that_ends_while_it_listens_is_begun_again(layer: Counted) -> None:
    async with hubs() as (here,):
        await here.join("desk", Ear())
        layer.away = True
        here.line._receiver.cancel()  # type: ignore[union-attr]
        await soon(lambda: here.is_alone)
        layer.away = False
        await soon(lambda: not here.is_alone)
        assert len(layer.of("group_add")) >= 2


async def test_a_layer_that_says_nothing_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*args: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(line, "PATIENCE", 0.05)
    monkeypatch.setattr(get_channel_layer(), "group_add", never)
    async with hubs() as (here,):
        mine = Ear()
        await asyncio.wait_for(here.join("desk", mine), 2)
        assert here.is_alone
        here.tell("desk", HINT)
        await soon(lambda: mine.heard == ["flag.raised"])


async def test_groups_are_joined_again_before_the_layer_forgets_them(layer: Counted) -> None:
    async with hubs() as (here,):
        for number in range(40):
            await here.join(f"room.{number}", Ear())
        before = len(layer.of("group_add"))
        for _ in range(line.TURNS):
            await here.line.renew()
        assert sorted(layer.of("group_add")[before:]) == sorted(f"room.{number}" for number in range(40))


async def test_whoever_does_not_read_is_let_go_and_the_others_hear_on() -> None:
    async with hubs() as (here,):
        slow, quick = Ear(), Ear()
        found = await here.join("desk", slow)
        await here.join("desk", quick)
        frame = framed({"type": "flag.raised", "words": "x" * 1000})
        for _ in range(OWED_LIMIT // 1000 + 2):
            await found.say(frame)
            quick.owed.acknowledge(None)
        await soon(lambda: slow.code is not None)
        assert slow.code == 4408
        assert quick.code is None
        assert len(quick.heard) == OWED_LIMIT // 1000 + 2
        assert sum(len(frame.get("text", "")) for frame in slow.frames) <= OWED_LIMIT


async def test_a_line_that_broke_stops_nobody() -> None:
    async with hubs() as (here,):
        ears = [Ear(fails=number % 2 == 0) for number in range(10)]
        for ear in ears:
            await here.join("desk", ear)
        here.tell("desk", HINT)
        await soon(lambda: all(ear.frames for ear in ears))
        assert [ear.code for ear in ears] == [4500, None] * 5
        assert all(ear.heard == ["flag.raised"] for ear in ears if not ear.fails)


async def test_a_line_that_takes_nothing_holds_the_room_up_for_a_moment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.05)
    async with hubs() as (here,):
        ears = [Ear(blocks=number == 0) for number in range(5)]
        for ear in ears:
            await here.join("desk", ear)
        here.tell("desk", HINT)
        here.tell("desk", HINT)
        await soon(lambda: all(len(ear.heard) == 2 for ear in ears[1:]) and ears[0].code is not None)
        assert ears[0].code == 4408


async def test_heartbeats_reach_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.02)
    monkeypatch.setattr(hub, "HEARTBEAT", 0.02)
    async with hubs() as (here,):
        ears = [Ear(), Ear()]
        for ear in ears:
            await here.join("desk", ear)
        await soon(lambda: all(ear.heard[:2] == ["heartbeat"] * 2 for ear in ears))


class Slow(Room):
    """A room that takes a moment to open, and writes down what it does."""

    async def opened(self) -> None:
        self.did: list[str] = []
        await asyncio.sleep(0.05)
        self.did.append("opened")

    async def hear(self, message: dict[str, str]) -> None:
        self.did.append(f"begins {message['n']}")
        await asyncio.sleep(0.01)
        self.did.append(f"ends {message['n']}")
        if message["n"] == "1":
            raise ValueError

    async def tick(self) -> None:
        self.did.append("tick")

    async def closed(self) -> None:
        self.did.append("closed")


async def test_a_room_opens_before_anybody_is_in_and_does_one_thing_at_a_time() -> None:
    async with hubs() as (here,):
        rooms = await asyncio.gather(*(here.join("slow", Ear(), Slow) for _ in range(3)))
        found = rooms[0]
        assert isinstance(found, Slow)
        assert set(rooms) == {found}
        assert found.did == ["opened"]
        for number in "012":
            here.tell("slow", {"type": "x", "n": number})
        await soon(lambda: len(found.did) == 7)
        assert found.did[1:] == ["begins 0", "ends 0", "begins 1", "ends 1", "begins 2", "ends 2"]
        for socket in list(found.sockets):
            await here.leave("slow", socket)
        assert found.did[-1] == "closed"
        assert here.rooms == {}


async def test_rooms_that_wish_it_look_at_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub, "TICK", 0.02)
    async with hubs() as (here,):
        found = await here.join("slow", Ear(), Slow)
        await soon(lambda: getattr(found, "did", []).count("tick") > 2)


class Broken(Room):
    async def opened(self) -> None:
        await asyncio.sleep(0.01)
        raise OSError


async def test_a_room_that_cannot_open_lets_nobody_in_and_is_tried_again() -> None:
    async with hubs() as (here,):
        found = await asyncio.gather(*(here.join("broken", Ear(), Broken) for _ in range(2)), return_exceptions=True)
        assert all(isinstance(error, OSError) for error in found)
        assert here.rooms == {}
        assert await here.join("broken", Ear())


async def test_one_comes_while_the_last_one_leaves(layer: Counted) -> None:
    async with hubs(2) as (here, there):
        first, second = Ear(), Ear()
        await here.join("desk", first)
        await asyncio.gather(here.leave("desk", first), here.join("desk", second))
        there.tell("desk", HINT)
        await soon(lambda: second.heard == ["flag.raised"])
        assert first.heard == []


async def test_everybody_is_sent_home_when_the_process_stops() -> None:
    async with hubs() as (here,):
        ears = [Ear() for _ in range(3)]
        for ear in ears:
            await here.join("desk", ear)
            await here.join("warden", ear)
        here.send_everybody_home(4012)
        await soon(lambda: all(ear.code == 4012 for ear in ears))
        assert all(len(ear.frames) == 1 for ear in ears)


async def test_a_flood_of_hints_leaves_only_the_newest(layer: Counted) -> None:
    async with hubs() as (here,):
        mine = Ear()
        await here.join("desk", mine)
        for _ in range(room.MAIL + 500):
            here.tell("desk", HINT)
        await soon(lambda: len(mine.heard) == room.MAIL)


async def test_a_process_without_a_server_is_heard_too() -> None:
    """Commands, and the steward when it is alone."""
    async with hubs() as (here,):
        mine = Ear()
        await here.join("desk", mine)
        await broadcast._send("desk", HINT)
        await soon(lambda: mine.heard == ["flag.raised"])


def test_every_loop_has_its_own_hub() -> None:
    async def which() -> Hub:
        return hub.here()

    first, second = asyncio.run(which()), asyncio.run(which())
    assert first is not second
    assert hub.serving_loop() is None
