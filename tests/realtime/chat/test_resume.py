"""Coming back: no gap, nothing twice, and the same picture as if one had never been away."""

import random

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError

from forum.accounts.models import Account
from forum.rooms.ledger import change
from forum.rooms.models import ChatSession, Message, MessageState
from forum.rooms.services.writing import withdraw_message
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from tests.factories.rooms import write
from tests.realtime.chat.browser import Browser, come, do


async def _everything(browser: Browser) -> Browser:
    """Ask on until nothing is missing, as a page does."""
    while browser.of("caught_up")[-1]["more"]:
        await browser.send(type="resume", after=browser.of("caught_up")[-1]["revision"])
        await browser.until("caught_up")
    return browser


def _revisions(browser: Browser) -> list[int]:
    return [frame["revision"] for frame in browser.of("message")]


async def test_what_changed_while_one_was_away_arrives_once(room: ChatSession, ada: Account, ben: Account) -> None:
    bens = await come(room, ben)
    first = await sync_to_async(write)(room, ada, "First.")
    second = await sync_to_async(write)(room, ada, "Second.")
    await bens.send(type="resume", after=0)
    await bens.until("caught_up")
    await bens.leave()
    last = max(_revisions(bens))
    await do(withdraw_message, actor=ada, message=first)
    await do(change, second, actor_id=None, is_covered=True)
    await sync_to_async(write)(room, ada, "Third.")
    again = await come(room, ben, after=last)
    assert [frame["number"] for frame in again.of("message")] == [1, 2, 5]
    assert [one["look"] for one in again.messages] == ["gone", "covered", "plain"]
    assert again.of("caught_up")[0]["revision"] == max(_revisions(again))
    await again.leave()


async def test_a_long_absence_comes_in_parts(room: ChatSession, ada: Account, ben: Account) -> None:
    for number in range(120):
        await sync_to_async(write)(room, ada, f"Number {number}.")
    bens = await come(room, ben)
    assert bens.of("caught_up")[0]["more"] is True
    assert len(bens.of("message")) == 50
    # Whatever happens meanwhile waits until they have come so far.
    adas = await come(room, ada, after=120)
    await adas.write("Number 120.")
    await bens.settle()
    assert len(bens.of("message")) == 50
    await _everything(bens)
    assert _revisions(bens) == list(range(1, 122))
    await adas.write("Number 121.")
    await bens.settle()
    assert _revisions(bens)[-1] == 122
    await adas.leave()
    await bens.leave()


async def test_long_messages_come_in_smaller_parts_and_nobody_is_closed(
    room: ChatSession, ada: Account, ben: Account
) -> None:
    for _ in range(20):
        await sync_to_async(write)(room, ada, "🌊" * 2000)
    bens = await _everything(await come(room, ben))
    assert _revisions(bens) == list(range(1, 21))
    assert len(bens.of("caught_up")) > 5
    assert bens.code is None
    await bens.leave()


async def test_messages_that_are_not_ones_own_to_see_leave_no_gap(
    room: ChatSession, ada: Account, ben: Account, mo: Account
) -> None:
    for number in range(60):
        await sync_to_async(write)(room, mo, f"Among us {number}.", channel="hosts")
    await sync_to_async(write)(room, ada, "Hello.")
    bens = await come(room, ben)
    assert bens.of("message") == []
    await _everything(bens)
    assert bens.words == ["Hello."]
    assert bens.of("caught_up")[-1] == {"type": "caught_up", "revision": 61, "more": False}
    await bens.leave()


@pytest.mark.parametrize("seed", range(6))
async def test_whoever_comes_and_goes_ends_with_the_same_picture(
    room: ChatSession, ada: Account, ben: Account, mo: Account, seed: int
) -> None:
    chance = random.Random(seed)
    adas, mos = await come(room, ada), await come(room, mo)
    bens = await come(room, ben)
    seen = [bens]
    for step in range(30):
        what = chance.random()
        if what < 0.45:
            await (adas if chance.random() < 0.7 else mos).write(f"Step {step}.")
        elif what < 0.7 and await sync_to_async(Message.objects.count)():
            message = await sync_to_async(lambda: chance.choice(list(Message.objects.order_by("number"))))()
            state = chance.choice([MessageState.SHOWN, MessageState.HIDDEN])
            await do(change, message, actor_id=mo.pk, state=state, is_covered=chance.random() < 0.5)
        elif what < 0.85:
            await bens.settle()
            await bens.leave()
            after = max([0, *(r for one in seen for r in _revisions(one))])
            bens = await come(room, ben, after=after)
            seen.append(bens)
        await adas.settle()
        await mos.settle()
    await bens.settle()
    there, pieces = Browser(bens.socket), [frame for one in seen for frame in one.frames]
    there.frames = pieces
    revisions = _revisions(there)
    assert revisions == sorted(set(revisions))
    fresh = await come(room, ben)
    assert there.messages == fresh.messages
    for browser in (adas, mos, bens, fresh):
        await browser.leave()


async def test_filters_that_change_while_one_catches_up_hold_for_the_rest(
    room: ChatSession, ada: Account, ben: Account
) -> None:
    for number in range(60):
        await sync_to_async(write)(room, ada, f"canary {number}", warnings=["mind.flashback"])
    bens = await come(room, ben)
    seen = len(bens.of("message"))
    await do(set_profile, actor=ben, choices={"mind.flashback": View.HIDE})
    await bens.send(type="resume", after=bens.of("caught_up")[-1]["revision"])
    await bens.until("reload")
    await bens.settle()
    rest = bens.of("message")[seen:]
    assert rest
    assert {one["look"] for one in rest} == {"hidden"}
    assert [one["look"] for one in bens.messages[50:]] == ["hidden"] * 10
    await bens.leave()


async def test_whoever_cannot_be_told_what_they_missed_comes_back(
    room: ChatSession, ada: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise DatabaseError

    bens = await come(room, ben)
    with monkeypatch.context() as patch:
        patch.setattr("realtime.chat.consumers.rows_after", broken)
        await bens.send(type="resume", after=0)
        assert await bens.closed() == 4500
    await sync_to_async(write)(room, ada, "Hello.")
    again = await come(room, ben, after=0)
    assert again.words == ["Hello."]
    await again.leave()
