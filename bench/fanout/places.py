"""The servers that are measured: Holdfast on each server and stack, and the two yardsticks."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.fanout.crowd import Crowd
from tests.journeys.prepared import here
from tests.journeys.server import ROOT, Server, clean_environment, free_port
from tests.journeys.site import postgres_database, redis_database

NO_CHORES = ("--no-prepare", "--no-steward")


@dataclass
class Place:
    """Where a crowd can be: the processes that serve it, and the crowd."""

    name: str
    pids: list[int]
    crowd: Crowd
    idle_bytes: int = 0
    costs: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


@contextmanager
def holdfast(name: str, size: int, folder: Path, *arguments: str, processes: int = 1) -> Iterator[Place]:
    """A site of its own with an open chat: one process on SQLite and memory, or several on PostgreSQL and Redis."""
    with ExitStack() as exits:
        env = {"PROCESSES": str(processes)}
        if processes > 1:
            exits.enter_context(here())
            env["DATABASE_URL"] = exits.enter_context(postgres_database(folder))
            env["REDIS_URL"] = exits.enter_context(redis_database())
        servers = [Server(folder, name=f"{name}-{number}", arguments=(*NO_CHORES, *arguments), env=env)
                   for number in range(processes)]  # fmt: skip
        for server in servers:
            # One site: every process has the same address for itself, and accepts sockets from its own pages.
            server.env["DATA_DIR"] = str(folder / "data")
        servers[0].manage("prepare")
        seeded = json.loads(_module("bench.fanout.seed", str(size), env=servers[0].env))
        for server in servers:
            server.start()
            exits.callback(server.stop)
        addresses = [(server.host, server.port) for server in servers]
        pids = [server.process.pid for server in servers if server.process]
        yield Place(name, pids, Crowd(f"/ws/chat/{seeded['session']}/?after=0", addresses, seeded["cookies"]))


@contextmanager
def yardstick(module: str, size: int) -> Iterator[Place]:
    """A server of `bench.fanout` with an equal crowd, which has nothing to sign in with."""
    port = free_port("127.0.0.1")
    command = [sys.executable, "-m", f"bench.fanout.{module}", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=clean_environment(), stdin=subprocess.DEVNULL)
    try:
        _wait_for(port)
        crowd = Crowd("/", [("127.0.0.1", port)], [""] * size, acknowledges=False)
        yield Place(module, [process.pid], crowd)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    import socket

    deadline = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _module(*words: str, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout
