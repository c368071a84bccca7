"""How soon a socket is closed when its person signs out, also while Redis is away; how soon everybody is back when a
process is killed while they write."""

import asyncio
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from bench.figures import Figure
from bench.pages import Reader
from tests.journeys.chatting import Chatter, crowd_in, everybody
from tests.journeys.prepared import here
from tests.journeys.relay import Relay
from tests.journeys.server import Server
from tests.journeys.site import postgres_database, redis_database

LEAVING, WRITING = 10, 50


def figures() -> list[Figure]:
    """One site in two processes, on PostgreSQL and a Redis that can be taken away."""
    with (
        tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder,
        here(),
        postgres_database(Path(folder)) as database,
        redis_database() as redis,
        Relay(redis) as relay,
    ):
        env = {"DATABASE_URL": database, "REDIS_URL": relay.url, "PROCESSES": "2"}
        servers = [
            Server(Path(folder), name=name, arguments=("--no-prepare", "--no-steward"), env=env) for name in ("a", "b")
        ]
        servers[0].manage("prepare")
        session, cookies = crowd_in(servers[0], 2 * LEAVING + WRITING)
        for server in servers:
            server.start()
        try:
            return asyncio.run(_measure(session, cookies, servers, relay))
        finally:
            for server in servers:
                server.stop()


async def _measure(session: str, cookies: list[str], servers: list[Server], relay: Relay) -> list[Figure]:
    near = [await _closing(session, cookie, servers) for cookie in cookies[:LEAVING]]
    back = await _coming_back(session, cookies[2 * LEAVING :], servers)
    relay.cut()
    alone = [await _closing(session, cookie, servers) for cookie in cookies[LEAVING : 2 * LEAVING]]
    return [
        Figure("signed out at one process, socket closed at the other: slowest", 1000 * max(near), "ms", 2000),
        Figure("the same while Redis is away: slowest", 1000 * max(alone), "ms", 2000),
        Figure("a process killed while 50 write: everybody is back after", back, "s", 10),
    ]


async def _closing(session: str, cookie: str, servers: list[Server]) -> float:
    """Seconds from a sign-out on the first server to the end of the socket on the second."""
    chatter = Chatter(session, cookie, [servers[1]])
    async with chatter:
        reader = Reader(servers[0].host, servers[0].port, cookie)
        started = time.perf_counter()
        await asyncio.to_thread(_sign_out, reader)
        await chatter.until(lambda: bool(chatter.closed))
        return time.perf_counter() - started


def _sign_out(reader: Reader) -> None:
    """Leave now: a plain request that ends the session."""
    reader.ask("GET", "/leave/", status=303)


async def _coming_back(session: str, cookies: list[str], servers: list[Server]) -> float:
    """Seconds from the end of the first server until everybody is on the second and all they wrote is kept."""
    async with AsyncExitStack() as exits:
        crowd = [await exits.enter_async_context(Chatter(session, cookie, [*servers])) for cookie in cookies]
        for one in crowd:
            await one.write("A line about the sea.")
        servers[0].kill()
        started = time.perf_counter()
        for one in crowd:
            await one.write("And another.")
        await everybody(crowd, lambda one: one.back > 1 and not one.waiting)
        found = time.perf_counter() - started
        servers[0].start()
        return found
