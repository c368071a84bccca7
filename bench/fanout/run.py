"""Fan-out: CPU a delivered message and the wait of the last of the crowd, everybody's rounds taking turns.

CPU is user and system time of the server (of all its processes), read from /proc before and after a round, over the
number of frames that arrived. The memory of an idle socket is how much the server grew when the crowd came, without
the first hundred, who also wake what is there once for everybody.
"""

import asyncio
import resource
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.fanout.places import Place, holdfast, yardstick
from bench.figures import Figure
from bench.pages import cpu_seconds

ROUNDS, MESSAGES = 5, 8
CROWD, LARGE = 1_000, 2_000
FIRST = 100
QUIET = 0.15


def figures() -> list[Figure]:
    """Everything about delivery, in one interleaved run."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with ExitStack() as exits:
        folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix="holdfast-bench-")))

        def site(name: str, size: int, *arguments: str, processes: int = 1) -> Place:
            (folder / name).mkdir()
            return exits.enter_context(holdfast(name, size, folder / name, *arguments, processes=processes))

        places = {
            "daphne": site("daphne", CROWD),
            "uvicorn": site("uvicorn", CROWD, "--server", "uvicorn"),
            "two": site("two", CROWD, processes=2),
            "large": site("large", LARGE),
            "plain": exits.enter_context(yardstick("plain", CROWD)),
            "broadcast": exits.enter_context(yardstick("broadcast", CROWD)),
        }
        asyncio.run(_measure(list(places.values())))
        return _figures(places)


async def _measure(places: list[Place]) -> None:
    for place in places:
        everybody = len(place.crowd.cookies)
        await place.crowd.open(0, FIRST)
        await asyncio.sleep(1)
        before = _resident(place)
        await place.crowd.open(FIRST, everybody)
        await asyncio.sleep(1)
        place.idle_bytes = (_resident(place) - before) // (everybody - FIRST)
    for place in places:
        await _round(place, 0, keep=False)
    for number in range(1, ROUNDS + 1):
        for place in places if number % 2 else places[::-1]:
            await _round(place, number, keep=True)
    for place in places:
        if place.crowd.lost:
            raise RuntimeError(f"{place.name} lost {place.crowd.lost} sockets.")
        place.crowd.close()


async def _round(place: Place, number: int, *, keep: bool) -> None:
    before = _cpu(place)
    waits = []
    for each in range(MESSAGES):
        waits.append(await place.crowd.message(number * MESSAGES + each))
        await asyncio.sleep(QUIET)
    if keep:
        place.costs.append((_cpu(place) - before) / (MESSAGES * len(place.crowd.listeners)))
        place.waits += waits


def _figures(places: dict[str, Place]) -> list[Figure]:
    for place in places.values():
        print(
            f"{place.name:<10} {len(place.crowd.cookies):>5} sockets: {1e6 * median(place.costs):7.1f} µs of CPU a "
            f"delivered message, the last has it after {1000 * median(place.waits):6.1f} ms, "
            f"{place.idle_bytes / 1024:5.1f} KiB an idle socket"
        )

    def ratio(one: str, other: str) -> float:
        return median(a / b for a, b in zip(places[one].costs, places[other].costs, strict=True))

    return [
        Figure("Daphne, 1,000 in a room: CPU against the plain consumer", ratio("daphne", "plain"), "times", 1 / 6),
        Figure("Daphne: CPU against the websockets library's broadcast", ratio("daphne", "broadcast"), "times", 6),
        Figure("uvicorn: CPU against the websockets library's broadcast", ratio("uvicorn", "broadcast"), "times", 1.5),
        Figure("2,000 in a room: CPU a message against 1,000", ratio("large", "daphne"), "times", 1.25),
        Figure("two processes on Redis: CPU against one in memory", ratio("two", "daphne"), "times", 1.5),
        Figure("from sending to the last of 1,000, half within", 1000 * median(places["daphne"].waits), "ms", 150),
        Figure("two processes on Redis: the same", 1000 * median(places["two"].waits), "ms", 225),
        Figure("memory of an idle socket on Daphne", places["daphne"].idle_bytes / 1024, "KiB", 45),
    ]


def _cpu(place: Place) -> float:
    return sum(cpu_seconds(pid) for pid in place.pids)


def _resident(place: Place) -> int:
    """Bytes of memory that the processes of a place hold."""
    total = 0
    for pid in place.pids:
        line = next(each for each in Path(f"/proc/{pid}/status").read_text().splitlines() if each.startswith("VmRSS"))
        total += int(line.split()[1]) * 1024
    return total
