"""Whoever may not stay in a chat is shown out by whichever server they are with, whatever the processes know of each
other."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import pytest

from tests.journeys.chatting import Chatter, everybody
from tests.journeys.evening import WHY
from tests.journeys.prepared import copy_to
from tests.journeys.relay import Relay
from tests.journeys.server import ROOT, Server
from tests.journeys.site import POSTGRES, missing, postgres_database, redis_database


@pytest.fixture(params=["daphne", "uvicorn"])
def alone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A site of one process."""
    copy_to(tmp_path)
    server = Server(tmp_path, arguments=("--server", request.param))
    try:
        server.start(within=120)
        yield server
    finally:
        server.stop()


async def test_everybody_who_may_not_stay_is_shown_out(alone: Server) -> None:
    await _they_go_and_the_others_stay([alone])


async def test_by_two_processes_that_hear_nothing_of_each_other(tmp_path: Path) -> None:
    if reason := missing(POSTGRES):
        pytest.skip(reason)
    with ExitStack() as exits:
        relay = exits.enter_context(Relay(exits.enter_context(redis_database())))
        env = {
            "DATABASE_URL": exits.enter_context(postgres_database(tmp_path)),
            "REDIS_URL": relay.url,
            "PROCESSES": "2",
        }
        arguments = ("--no-prepare", "--no-steward", "--server", "uvicorn")
        servers = [Server(tmp_path, env=env), Server(tmp_path, name="b", env=env, arguments=arguments)]
        for server in servers:
            exits.callback(server.stop)
            server.start(within=120)
        await _they_go_and_the_others_stay(servers, relay)


async def _they_go_and_the_others_stay(servers: list[Server], relay: Relay | None = None) -> None:
    seeded = json.loads(_evening(servers[0], "seed"))
    session, cookies = seeded["session"], seeded["cookies"]
    async with AsyncExitStack() as exits:
        people = [
            (why, await exits.enter_async_context(Chatter(session, cookie, [server])))
            for why, cookie in cookies.items()
            for server in servers
        ]
        going = [(why, one) for why, one in people if why in WHY]
        staying = [one for why, one in people if why not in WHY]
        if relay is not None:
            relay.cut()
        assert not any(one.closed for _, one in people)
        await asyncio.to_thread(_evening, servers[0], "end")
        await everybody((one for _, one in going), lambda one: one.closed)
        assert {why: one.closed[0] for why, one in going} == WHY
        # They try to come back all the time, and hear nothing of what is written now.
        await staying[0].write("Still here.")
        await everybody(staying, lambda one: one.heard() == ["Still here."])
        assert not any(one.heard() for _, one in going)
        assert not any(one.closed for one in staying)


def _evening(server: Server, what: str) -> str:
    command = [sys.executable, "-m", "tests.journeys.evening", what]
    return subprocess.run(command, cwd=ROOT, env=server.env, stdout=subprocess.PIPE, text=True, check=True).stdout
