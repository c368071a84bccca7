"""Who gets in, and what they are told first."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from forum.accounts.models import Account
from forum.core import clock
from forum.rooms.models import Attendance, ChatSession, SessionState, Standing
from moderation.rota.models import Place
from tests.factories.accounts import make_account
from tests.factories.rooms import attend, call, close_now, make_support, write
from tests.realtime.chat.browser import come, knock
from tests.realtime.sockets import cookie_of, socket


def _stands(standing: Standing) -> Callable[[ChatSession], Any]:
    return lambda room: Attendance.objects.filter(session=room, as_host=False).update(standing=standing)


def _emptied(room: ChatSession) -> None:
    close_now(room)
    Attendance.objects.filter(session=room, as_host=False).delete()
    ChatSession.objects.filter(pk=room.pk).update(emptied_at=clock.now())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_stands(Standing.WAITING), 4403),
        (_stands(Standing.ASKING), 4403),
        (_stands(Standing.LEFT), 4403),
        (_stands(Standing.REMOVED), 4403),
        (close_now, 4410),
        (_emptied, 4410),
        (lambda room: Attendance.objects.filter(session=room).delete(), 4404),
    ],
    ids=["waiting", "asking", "left", "removed", "over", "emptied", "never there"],
)
async def test_a_member_who_is_not_in_is_told_why(
    room: ChatSession, ada: Account, change: Callable[[ChatSession], Any], code: int
) -> None:
    await sync_to_async(change)(room)
    assert await (await knock(room, ada)).closed() == code


async def test_somebody_elses_talk_is_like_one_that_does_not_exist(
    room: ChatSession, mo: Account, ada: Account
) -> None:
    talk = await sync_to_async(make_support)(mo, state=SessionState.OPEN)
    assert await (await knock(talk, ada)).closed() == await (await knock(uuid4(), ada)).closed() == 4404


async def test_nobody_comes_in_without_being_signed_in(room: ChatSession) -> None:
    assert await (await knock(room, None)).closed() == 4401


async def test_a_host_comes_in_while_on_duty(room: ChatSession, mo: Account) -> None:
    mos = await come(room, mo)
    await mos.leave()
    await sync_to_async(Place.objects.filter(account=mo).update)(signed_off_at=clock.now())
    assert await (await knock(room, mo)).closed() == 4403


async def test_a_host_without_a_second_factor_stays_outside(room: ChatSession, mo: Account) -> None:
    found = socket(f"/ws/chat/{room.pk}/", await cookie_of(mo, verified=False))
    await found.connect()
    assert (await found.receive_output(2))["code"] == 4403


async def test_another_site_opens_no_socket(room: ChatSession, ada: Account) -> None:
    accepted, _ = await socket(
        f"/ws/chat/{room.pk}/", await cookie_of(ada), origin="https://elsewhere.example"
    ).connect()
    assert not accepted


async def test_one_is_told_how_the_room_is_and_how_one_takes_part(room: ChatSession, ada: Account) -> None:
    adas = await come(room, ada)
    state, you, caught_up = adas.frames
    assert sorted(state.pop("hosts")) == ["Mo", "Sol"]
    assert {key: state[key] for key in ("type", "state", "people", "listen_only", "slow", "slower")} == {
        "type": "state", "state": "open", "people": 2, "listen_only": False, "slow": 0,
        "slower": False,
    }  # fmt: skip
    assert (you["type"], you["standing"], you["mode"], you["host"]) == ("you", "in", "write", False)
    assert caught_up == {"type": "caught_up", "revision": 0, "more": False}
    assert not state.keys() & {"waiting", "asking", "calls"}
    await adas.leave()


async def test_hosts_are_told_who_waits_asks_and_calls(room: ChatSession, ada: Account, mo: Account) -> None:
    await sync_to_async(attend)(room, await sync_to_async(make_account)("Eva"), standing=Standing.WAITING)
    mine = await sync_to_async(Attendance.objects.get)(session=room, account=ada)
    await sync_to_async(call)(mine)
    mos = await come(room, mo)
    state = mos.of("state")[0]
    assert (state["waiting"], state["asking"], state["calls"]) == (1, 0, 1)
    assert mos.of("you")[0]["host"] is True
    await mos.leave()


async def test_one_begins_where_the_page_ended(room: ChatSession, ada: Account, ben: Account) -> None:
    for number in range(3):
        await sync_to_async(write)(room, ben, f"Number {number}.")
    adas = await come(room, ada, after=2)
    assert adas.words == ["Number 2."]
    await adas.leave()
    for strange in (10**30, -5, 7):
        adas = await come(room, ada, after=strange)
        assert adas.of("caught_up")[0]["revision"] == 3
        await adas.leave()
