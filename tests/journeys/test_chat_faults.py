"""What a chat survives: a process that is killed while people write, a Redis that goes away and comes back."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.journeys.chatting import Chatter, crowd_in, everybody
from tests.journeys.relay import Relay
from tests.journeys.site import POSTGRES, SQLITE, STACKS, Site, missing, redis_database, site_on

pytestmark = pytest.mark.stacks(*STACKS)

WRITERS = 50


async def test_a_killed_process_loses_nothing_that_was_acknowledged(own_site: Site) -> None:
    session, cookies = crowd_in(own_site.a, WRITERS)
    alone = own_site.a is own_site.b
    servers = [own_site.a] if alone else [own_site.a, own_site.b]
    async with AsyncExitStack() as exits:
        crowd = [
            await exits.enter_async_context(Chatter(session, cookie, servers[number % len(servers) :] + servers))
            for number, cookie in enumerate(cookies)
        ]
        before = [one.back for one in crowd]
        writing = asyncio.gather(*(_write_some(one, number) for number, one in enumerate(crowd)))
        await asyncio.sleep(0.4)
        own_site.a.kill()
        if alone:
            await asyncio.to_thread(own_site.a.start)
        await writing
        await everybody(crowd, lambda one: not one.waiting)
        hit = [one for one, times in zip(crowd, before, strict=True) if one.back > times]
        assert len(hit) >= WRITERS // 2, "Nobody lost their socket, so nothing was tried."
        expected = sorted(words for number in range(WRITERS) for words in _lines_of(number))
        await everybody(crowd, lambda one: len(one.heard()) >= len(expected))
        assert all(sorted(one.heard()) == expected for one in crowd)
        assert all(set(one.kept.values()) <= one.messages.keys() for one in crowd)
        first = crowd[0].heard()
        assert all(one.heard() == first for one in crowd), "Everybody has the same order."
    assert "Traceback" not in own_site.logs()


async def test_redis_away_keeps_a_chat_going(tmp_path: Path) -> None:
    if reason := missing(POSTGRES):
        pytest.skip(reason)
    with redis_database() as url, Relay(url) as relay, site_on(SQLITE, tmp_path, REDIS_URL=relay.url) as site:
        session, cookies = crowd_in(site.a, 3)
        async with AsyncExitStack() as exits:
            crowd = [await exits.enter_async_context(Chatter(session, cookie, [site.a])) for cookie in cookies]
            await crowd[0].write("While it was there.")
            await everybody(crowd, lambda one: "While it was there." in one.heard())
            relay.cut()
            await crowd[1].write("While it was away.")
            await everybody(crowd, lambda one: "While it was away." in one.heard())
            await everybody(crowd, lambda one: one.states[-1]["slower"])
            relay.mend()
            await everybody(crowd, lambda one: not one.states[-1]["slower"])
            await crowd[2].write("There again.")
            await everybody(crowd, lambda one: one.heard()[-1:] == ["There again."])
            assert all(len(one.heard()) == 3 for one in crowd)
        assert "Internal Server Error" not in site.logs()


async def _write_some(one: Chatter, number: int) -> None:
    for words in _lines_of(number):
        await one.write(words)
        await asyncio.sleep(0.25)


def _lines_of(number: int) -> list[str]:
    return [f"Line {each} of person {number}, about the sea." for each in range(4)]
