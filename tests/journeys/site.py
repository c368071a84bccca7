"""A site with its cast on either stack: SQLite and memory in one process, or PostgreSQL and Redis in two."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import redis
from psycopg import sql

from bootstrap import servers
from tests.journeys import prepared
from tests.journeys.neutral import Neutral, neutral_site
from tests.journeys.server import Server, fresh_name

SQLITE = "sqlite-memory"
POSTGRES = "postgres-redis"
STACKS = (SQLITE, POSTGRES)


@dataclass
class Site:
    """What a story plays on. `a` and `b` are two processes of the same site where the stack has two, else one."""

    stack: str
    folder: Path
    neutral: Neutral
    a: Server
    b: Server
    database_url: str
    cast: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.a.url

    @property
    def allowed_hosts(self) -> set[str]:
        """Where a browser may go in a story: the site itself and, on leaving, the neutral site."""
        return {self.a.address, self.b.address, self.neutral.host}

    def logs(self) -> str:
        """All that any process of the site wrote."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))


@contextmanager
def site_on(stack: str, folder: Path, *, host: str = "127.0.0.1", cast: bool = True, **env: str) -> Iterator[Site]:
    """Start a site on a database of its own, as a new one has it, and clear everything away afterwards."""
    with ExitStack() as exits:
        neutral = exits.enter_context(neutral_site())
        env = {"LEAVE_URL": neutral.url} | env
        database_url = f"sqlite:///{folder / 'data' / prepared.DATABASE}"
        if stack == POSTGRES:
            database_url = exits.enter_context(postgres_database(folder))
            redis_url = exits.enter_context(redis_database())
            env = {"DATABASE_URL": database_url, "REDIS_URL": redis_url, "PROCESSES": "2"} | env
            a = Server(folder, host=host, env=env)
            b = Server(folder, name="b", host=host, arguments=("--no-prepare", "--no-steward"), env=env)
        else:
            prepared.copy_to(folder)
            a = b = Server(folder, host=host, env=env)
        for server in (a, b):
            exits.callback(server.stop)
            if server.process is None:
                server.launch("--no-prepare")
        site = Site(stack, folder, neutral, a, b, database_url)
        if cast:
            site.cast = json.loads(a.manage("cast"))
        for server in (a, b):
            server.wait()
        yield site


@contextmanager
def postgres_database(folder: Path) -> Iterator[str]:
    """The database of a new site, dropped afterwards; the rest of the site is put into `folder`."""
    name = fresh_name()
    prepared.copy_to(folder, database=name)
    try:
        yield servers.database_url(name)
    finally:
        with psycopg.connect(servers.database_url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def redis_database() -> Iterator[str]:
    """A Redis database that other runs on this machine do not use, emptied before and after."""
    base = servers.redis_url().rpartition("/")[0]
    # Four numbers for each of three workers; the other tests have the last ones.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 3
    url = f"{base}/{1 + 4 * worker + os.getpid() % 4}"
    with redis.Redis.from_url(url) as connection:
        connection.flushdb()
        yield url
        connection.flushdb()


def missing(stack: str) -> str | None:
    """Why a stack cannot be tested here, with the remedy; None when it can."""
    if stack == POSTGRES and not servers.answers(servers.postgres_url()):
        return "postgres: no PostgreSQL answers; start it or name one in TEST_POSTGRES_URL"
    if stack == POSTGRES and not servers.answers(servers.redis_url()):
        return "redis: no Redis answers; start it or name one in TEST_REDIS_URL"
    return None
