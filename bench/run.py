"""`make bench`: measure, print one line a figure, write bench/latest.json."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench import faults, search, veil
from bench.arrival import Desk, delays
from bench.fanout.run import figures as fanout_figures
from bench.figures import Figure, write
from bench.pages import Reader, ratios
from bench.rota import figures_of
from tests.journeys.server import ROOT, Server

POSTS = 20_000


def main() -> int:
    """Fill a site of its own, start it, measure, and clear it away; 1 when a goal does not hold."""
    with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
        server = Server(
            Path(folder),
            arguments=("--no-prepare", "--no-steward"),
            env={"DJANGO_SETTINGS_MODULE": "bench.settings"},
        )
        server.manage("prepare")
        places = json.loads(_module(server, "bench.seed", str(POSTS)))
        read = json.loads(_module(server, "bench.veil"))
        figures = [*_queries(server, places), *_rota()]
        server.start()
        try:
            figures += [*_pages(server, places), *_veil(server, read), *_arrival(server, places)]
        finally:
            server.stop()
    figures += [*search.figures(POSTS), *fanout_figures(), *faults.figures()]
    for figure in figures:
        print(figure.line())
    write(figures)
    return 0 if all(figure.holds for figure in figures) else 1


def _pages(server: Server, places: dict[str, Any]) -> list[Figure]:
    assert server.process
    reader = Reader(server.host, server.port, next(iter(places["readers"].values())))
    yardstick = f"/yardstick/{places['small_thread']}/"
    against, plain = ratios(reader, server.process.pid, yardstick, _addresses(places))
    print(f"The yardstick, a minimal Django view of 20 items: {plain:.1f} ms of CPU a page.")
    return [
        Figure(f"{name}: server CPU against a minimal view", value, "times", 2.0) for name, value in against.items()
    ]


def _veil(server: Server, read: dict[str, str]) -> list[Figure]:
    assert server.process
    return veil.figures(server.host, server.port, server.process.pid, read)


def _queries(server: Server, places: dict[str, Any]) -> list[Figure]:
    cookie = next(iter(places["readers"].values()))
    pages = _addresses(places)
    counts = dict(zip(pages, json.loads(_module(server, "bench.queries", cookie, *pages.values())), strict=True))
    figures = [Figure(f"{name}: queries", count, "queries", 12) for name, count in counts.items()]
    for kind in ("thread", "board"):
        more = abs(counts[f"{kind} of {POSTS} posts"] - counts[f"{kind} of 20 posts"])
        figures.append(Figure(f"{kind}: more queries at {POSTS} posts than at 20", more, "queries", 0))
    return figures


def _rota() -> list[Figure]:
    """The rota of a large service, and of one that is larger and older, each on a site of its own."""
    figures = []
    for people, shifts in ((200, 5_000), (500, 16_000)):
        with tempfile.TemporaryDirectory(prefix="holdfast-bench-") as folder:
            server = Server(Path(folder))
            server.manage("prepare")
            found = json.loads(_module(server, "bench.rota", str(people), str(shifts)))
        figures += figures_of(f"{people} people, {shifts} shifts", found)
    return figures


def _arrival(server: Server, places: dict[str, Any]) -> list[Figure]:
    desk = Desk(server.host, server.port, places["moderator"])
    members = {name: Reader(server.host, server.port, cookie) for name, cookie in places["readers"].items()}
    found = delays(desk, members, places["posts"])
    return [
        Figure("from sending a flag to the desk, half of them within", median(found), "ms", 500),
        Figure("from sending a flag to the desk, 95 of 100 within", found[int(len(found) * 0.95) - 1], "ms", 1000),
    ]


def _addresses(places: dict[str, Any]) -> dict[str, str]:
    return {
        "thread of 20 posts": f"/t/{places['small_thread']}/",
        f"thread of {POSTS} posts": f"/t/{places['large_thread']}/",
        "board of 20 posts": f"/spaces/{places['small_board']}/",
        f"board of {POSTS} posts": f"/spaces/{places['large_board']}/",
    }


def _module(server: Server, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=server.env, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
