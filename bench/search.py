"""The search over a large site: `python -m bench.search 20000` fills an empty site with so many posts and prints what
each kind of question costs, in milliseconds, and what it costs to write and to take back a post."""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import django

from bench.figures import Figure
from bootstrap import servers

SOME = (
    "window", "kettle", "harbour", "morning", "quiet", "letter", "garden", "evening", "walk", "tide", "lantern",
    "bread", "station", "paper", "slow", "blue",
)  # fmt: skip
ROUNDS = 5
GOALS = {
    "a word in every post": 700.0,
    "a word in a hundredth of them": 250.0,
    "two words in quotes": 700.0,
    "the beginning of a word": 700.0,
    "a word in no post": 150.0,
    "a word in every post, far back": 700.0,
    "taking a post in": 50.0,
    "clearing out one that was taken back": 3000.0,
}


def main(size: int) -> dict[str, float]:
    """The milliseconds of each question, the median of some rounds."""
    from forum.core import clock
    from forum.search.asking import Asked
    from forum.search.finding import find
    from forum.search.services import forget_post, index_missing, index_post, sweep_index
    from forum.threads.models import Post

    reader = fill(size)
    while index_missing(at_once=1000):
        pass
    _look_at_the_tables()
    now = clock.now()

    def asking(words: str, after: str = "") -> Callable[[], object]:
        return lambda: find(reader, Asked(words=words), after=after, now=now)

    after = ""
    for _ in range(50):
        after = find(reader, Asked(words="everywhere"), after=after, now=now).next or after
    one = Post.objects.values_list("pk", flat=True)[0]
    found = {
        "a word in every post": _ms(asking("everywhere")),
        "a word in a hundredth of them": _ms(asking("seldom")),
        "two words in quotes": _ms(asking("“everywhere else”")),
        "the beginning of a word": _ms(asking("ever")),
        "a word in no post": _ms(asking("nowhere")),
        "a word in every post, far back": _ms(asking("everywhere", after)),
        "taking a post in": _ms(lambda: index_post(post_id=one)),
    }
    sweep_index()
    forget_post(post_id=one)
    began = time.perf_counter()
    sweep_index()
    return found | {"clearing out one that was taken back": 1000 * (time.perf_counter() - began)}


def _look_at_the_tables() -> None:
    """As autovacuum does a minute after so many rows came; until then PostgreSQL takes the tables for empty ones."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def fill(size: int):  # type: ignore[no-untyped-def]
    """Posts of some eighty words; whoever reads them."""
    from datetime import timedelta
    from uuid import uuid4

    from forum.boards.models import Board
    from forum.core import clock
    from forum.core.markup import plain
    from forum.threads.models import Post, Thread
    from tests.factories.accounts import make_account

    writer, reader = make_account("Writer"), make_account("Reader")
    board = Board.objects.create(name="To be searched", purpose="To be measured.")
    now, dice = clock.now() - timedelta(days=30), random.Random(7)
    threads = [
        Thread(board=board, author=writer, title=f"Thread {number}", created_at=now, last_post_at=now, reply_count=19)
        for number in range(max(1, size // 20))
    ]
    Thread.objects.bulk_create(threads, batch_size=500)
    posts = []
    for number in range(size):
        words = " ".join([*dice.choices(SOME, k=75), "everywhere else", "seldom" if number % 100 == 0 else ""])
        posts.append(
            Post(
                thread=threads[number % len(threads)], author=writer, words=words, html=plain(words),
                submission=uuid4(), created_at=now + timedelta(seconds=number),
            )
        )  # fmt: skip
    Post.objects.bulk_create(posts, batch_size=500)
    return reader


def figures(size: int) -> list[Figure]:
    """On SQLite, and on PostgreSQL where one answers."""
    from tests.journeys.prepared import here
    from tests.journeys.server import ROOT, Server
    from tests.journeys.site import postgres_database

    found = []
    stacks = ["SQLite"] + (["PostgreSQL"] if servers.answers(servers.postgres_url()) else [])
    for stack in stacks:
        with ExitStack() as exits:
            exits.enter_context(here())
            folder = exits.enter_context(tempfile.TemporaryDirectory(prefix="holdfast-bench-"))
            env = (
                {"DATABASE_URL": exits.enter_context(postgres_database(Path(folder)))} if stack == "PostgreSQL" else {}
            )
            server = Server(Path(folder), env=env)
            server.manage("prepare")
            command = [sys.executable, "-m", "bench.search", str(size)]
            done = subprocess.run(command, cwd=ROOT, env=server.env, stdout=subprocess.PIPE, text=True, check=True)
            for name, value in json.loads(done.stdout).items():
                found.append(Figure(f"search of {size} posts, {stack}: {name}", value, "ms", GOALS[name]))
    return found


def _ms(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return 1000 * median(taken)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
