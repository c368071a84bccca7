"""Two processes on one layer: whoever is in the one reads what is written in the other, once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from channels.layers import get_channel_layer

from forum.accounts.models import Account
from forum.rooms.models import ChatSession
from realtime import hub
from realtime.hub import Hub
from tests.realtime.chat.browser import Browser, come, told


@asynccontextmanager
async def elsewhere() -> AsyncIterator[None]:
    """What opens here opens in another process."""
    mine = hub.here()
    hub._OfThisProcess.hub = Hub()
    try:
        yield
    finally:
        hub._OfThisProcess.hub = mine


async def _both(room: ChatSession, ada: Account, ben: Account) -> tuple[Browser, Browser]:
    adas = await come(room, ada)
    async with elsewhere():
        bens = await come(room, ben)
    return adas, bens


async def test_both_hear_everything_once(room: ChatSession, ada: Account, ben: Account) -> None:
    adas, bens = await _both(room, ada, ben)
    for number in range(5):
        assert (await adas.write(f"From here {number}."))["type"] == "kept"
        assert (await bens.write(f"From there {number}."))["type"] == "kept"
        await told()
    for browser in (adas, bens):
        while len(browser.of("message")) < 10:
            await browser.next()
        await browser.settle()
        assert [frame["revision"] for frame in browser.of("message")] == list(range(1, 11))
    assert adas.words == bens.words
    await adas.leave()
    await bens.leave()


async def test_between_processes_no_word_travels(
    room: ChatSession, ada: Account, ben: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    layer = get_channel_layer()
    real = layer.group_send

    async def watched(group: str, message: Any) -> None:
        sent.append(str(message))
        await real(group, message)

    monkeypatch.setattr(layer, "group_send", watched)
    adas, bens = await _both(room, ada, ben)
    await adas.write("canary-7c1", warnings=["mind.flashback"])
    await bens.until("message")
    assert sent
    assert "canary-7c1" not in "".join(sent)
    assert "mind.flashback" not in "".join(sent)
    assert "Ada" not in "".join(sent)
    await adas.leave()
    await bens.leave()
