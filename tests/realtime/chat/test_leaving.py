"""Why a socket ends: the person goes, is asked to go, is not who they were, or the session is over."""

import pytest
from asgiref.sync import sync_to_async

from forum.accounts.models import Account
from forum.core import clock
from forum.rooms.models import Attendance, ChatSession
from forum.rooms.services.attending import leave, set_slow
from forum.rooms.services.emptying import empty_session
from moderation.hosting.services import keeping, people, state
from moderation.rota.models import Place
from realtime import hub
from tests.conftest import FakeClock
from tests.factories.rooms import close_now, write
from tests.realtime.chat.browser import come, do, knock


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub's seconds are short."""
    monkeypatch.setattr(hub, "TICK", 0.02)


async def _of(room: ChatSession, account: Account) -> Attendance:
    return await sync_to_async(Attendance.objects.select_related("session").get)(session=room, account=account)


async def test_whoever_leaves_in_one_window_leaves_in_all(room: ChatSession, ada: Account, ben: Account) -> None:
    adas, bens = [await come(room, ada), await come(room, ada)], await come(room, ben)
    await do(leave, actor=ada, attendance=await _of(room, ada))
    for browser in adas:
        assert await browser.closed() == 4403
        assert browser.of("you")[-1]["standing"] == "left"
    assert (await bens.write("Until next time."))["type"] == "kept"
    await bens.leave()


async def test_whoever_is_asked_to_leave_reads_why_and_nothing_more(
    room: ChatSession, ada: Account, ben: Account, mo: Account
) -> None:
    adas, bens = await come(room, ada), await come(room, ben)
    await do(people.remove, actor=mo, attendance=await _of(room, ada), reason="We will write to you.")
    assert await adas.closed() == 4403
    assert adas.of("you")[-1]["reason"] == "We will write to you."
    await bens.write("canary-after")
    assert "canary-after" not in adas.raw
    assert "We will write to you." not in bens.raw
    assert await (await knock(room, ada)).closed() == 4403
    await bens.leave()


async def test_whoever_is_asked_only_to_read_stays(room: ChatSession, ada: Account, mo: Account) -> None:
    adas = await come(room, ada)
    await do(people.quiet, actor=mo, attendance=await _of(room, ada), minutes=5, reason="Take a breath.")
    await adas.settle()
    you = adas.of("you")[-1]
    assert (you["standing"], you["reason"]) == ("in", "Take a breath.")
    assert you["quiet_until"]
    assert (await adas.write("But."))["code"] == "quiet"
    await adas.leave()


async def test_one_is_told_of_oneself_only_when_something_is_different(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    for is_slow in (True, True, False):
        await do(set_slow, actor=ada, attendance=await _of(room, ada), is_slow=is_slow)
        await adas.settle()
    assert [you["slow"] for you in adas.of("you")] == [False, True, False]
    await adas.leave()


async def test_a_breathing_space_reaches_everybody(room: ChatSession, ada: Account, mo: Account) -> None:
    adas, mos = await come(room, ada), await come(room, mo)
    await do(state.pause, actor=mo, session=room, seen=room.turn, words="Let us breathe for a minute.")
    for browser in (adas, mos):
        await browser.settle()
        told = browser.of("state")[-1]
        assert (told["state"], told["words"]) == ("paused", "Let us breathe for a minute.")
    assert "calls" in mos.of("state")[-1]
    assert "calls" not in adas.of("state")[-1]
    await adas.leave()
    await mos.leave()


async def test_the_end_of_a_session_is_told_and_then_the_socket_ends(
    room: ChatSession, ada: Account, mo: Account
) -> None:
    adas = await come(room, ada)
    await do(state.begin_closing, actor=mo, session=room, seen=room.turn, words="Thank you all.", minutes=3)
    await adas.settle()
    assert adas.of("state")[-1]["closing_until"]
    assert (await adas.write("Thank you."))["type"] == "kept"
    room = await sync_to_async(ChatSession.objects.get)()
    await do(state.close, actor=mo, session=room, seen=room.turn)
    assert await adas.closed() == 4410
    assert adas.of("state")[-1]["state"] == "closed"


async def test_cover_that_is_lost_while_people_are_there_ends_kindly(
    room: ChatSession, ada: Account, sol: Account, clock: FakeClock, quick: None
) -> None:
    adas, sols = await come(room, ada), await come(room, sol)
    await sync_to_async(Place.objects.filter(account=sol).update)(signed_off_at=clock())
    assert await sols.closed() == 4403
    await do(keeping.look_after, now=clock())
    while not (told := await adas.until("state"))["short"]:
        pass
    assert told["state"] == "open"
    assert (await adas.write("What happens now?"))["type"] == "kept"
    clock.advance(minutes=6)
    await do(keeping.look_after, now=clock())
    while (told := await adas.until("state"))["state"] != "closing":
        pass
    assert told["words"]
    clock.advance(minutes=6)
    await do(keeping.look_after, now=clock())
    assert await adas.closed() == 4410


async def test_messages_that_are_deleted_while_somebody_reads_end_the_socket(
    room: ChatSession, ada: Account, clock: FakeClock
) -> None:
    await sync_to_async(write)(room, ada)
    adas = await come(room, ada)
    await sync_to_async(close_now)(room)
    clock.advance(hours=25)
    await do(empty_session, session_id=room.pk)
    assert await adas.closed() in (4410, 4401)
    assert await (await knock(room, ada)).closed() in (4410, 4401)


async def test_a_hint_that_never_came_is_made_up_for(
    room: ChatSession, ada: Account, ben: Account, quick: None
) -> None:
    """The warden looks at everybody every second, and the room at itself every fifteen."""
    adas, bens = await come(room, ada), await come(room, ben)
    await sync_to_async(write)(room, ben, "Nobody was told of this.")
    await sync_to_async(Attendance.objects.filter(account=ben).update)(is_slow=True)
    assert (await adas.until("message"))["words"] == "Nobody was told of this."
    assert (await bens.until("you"))["slow"] is True
    await sync_to_async(Attendance.objects.filter(account=ben).update)(standing="removed")
    assert await bens.closed() == 4403
    await sync_to_async(close_now)(room)
    assert await adas.closed() == 4410


async def test_a_host_whose_shift_ended_hears_nothing_more(
    room: ChatSession, ada: Account, mo: Account, quick: None
) -> None:
    adas, mos = await come(room, ada), await come(room, mo)
    await sync_to_async(Place.objects.filter(account=mo).update)(signed_off_at=clock.now())
    assert await mos.closed() == 4403
    await adas.write("canary-after")
    assert "canary-after" not in mos.raw
    await adas.leave()
