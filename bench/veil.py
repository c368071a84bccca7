"""What a heavy filter profile costs: `python -m bench.veil` makes a thread of 20 different long posts, a reader with no
filters of their own and one with 200 own words and a choice for every warning. Both see the same page."""

import json
from statistics import median
from typing import TYPE_CHECKING
from uuid import uuid4

import django

from bench.figures import Figure
from bench.pages import Reader, cpu_seconds

if TYPE_CHECKING:
    from forum.accounts.models import Account
    from forum.boards.models import Board

GOAL = 1.3
ROUNDS, REQUESTS = 9, 60
_SYLLABLES = ("ka", "lo", "mi", "nu", "re", "sa", "to", "vi", "we", "ya")


def main() -> dict[str, str]:
    """The address of the thread, and a cookie for each of the two."""
    from bench.seed import session_of
    from forum.boards.models import Board
    from forum.warnings.base import WARNINGS, View
    from forum.warnings.services.profile import set_own_words, set_profile
    from tests.factories.accounts import make_account
    from tests.factories.threads import ready_to_write

    writer, plain, heavy = (make_account(name) for name in ("Veil writer", "Veil plain", "Veil heavy"))
    for one in (writer, plain, heavy):
        ready_to_write(one)
    board = Board.objects.create(name="Veil", purpose="To be measured.")
    # Everything hidden but what the thread is about: of that both get the same label.
    views = {one.key: View.LABEL if one.key.startswith("sys") else View.HIDE for one in WARNINGS}
    set_profile(actor=heavy, choices=views)
    phrases = [_word(number) + ("" if number % 4 else f" {_word(number + 7)}") for number in range(200)]
    set_own_words(actor=heavy, entries=[(f"zz{phrase}", View.HIDE) for phrase in phrases])
    return {"path": f"/t/{_thread(board, writer)}/", "plain": session_of(plain), "heavy": session_of(heavy)}


def figures(host: str, port: int, pid: int, places: dict[str, str]) -> list[Figure]:
    """Server CPU of the page for the heavy reader, as a multiple of the plain one's; the two take turns."""
    plain, heavy = (Reader(host, port, places[who]) for who in ("plain", "heavy"))
    for one in (plain, heavy):
        for _ in range(20):
            one.get(places["path"])
    rounds = []
    for number in range(ROUNDS):
        turn = (plain, heavy) if number % 2 else (heavy, plain)
        cost = {one: _cost(one, pid, places["path"]) for one in turn}
        rounds.append(cost[heavy] / cost[plain])
    name = "thread read with 200 own words and every warning set"
    return [Figure(f"{name}, against none", median(rounds), "times", GOAL)]


def _cost(reader: Reader, pid: int, path: str) -> float:
    reader.connection.close()  # It was idle for a while; the next request opens it again.
    before = cpu_seconds(pid)
    for _ in range(REQUESTS):
        reader.get(path)
    return cpu_seconds(pid) - before


def _thread(board: "Board", writer: "Account") -> object:
    from datetime import timedelta

    from forum.core import clock
    from forum.core.markup import render
    from forum.threads.models import Post, Thread

    now = clock.now() - timedelta(days=2)
    thread = Thread.objects.create(
        board=board, author=writer, title="Long days", created_at=now, last_post_at=now, reply_count=19
    )
    for number in range(20):
        words = " ".join(_word(number * 300 + each) for each in range(250))
        Post.objects.create(
            thread=thread, author=writer, words=words, html=render(words), warnings=["sys.police"], submission=uuid4(),
            created_at=now + timedelta(minutes=number),
        )  # fmt: skip
    return thread.pk


def _word(number: int) -> str:
    return "".join(_SYLLABLES[int(digit)] for digit in str(number * 7919 % 100_000))


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main()))
