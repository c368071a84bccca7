"""Server CPU of a page against the yardstick: many requests on one connection, the pages taking turns."""

import http.client
import os
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median

ROUNDS = 7
REQUESTS = 120
TICK = os.sysconf("SC_CLK_TCK")


class Reader:
    """Somebody signed in, with one connection kept open."""

    def __init__(self, host: str, port: int, cookie: str) -> None:
        self.connection = http.client.HTTPConnection(host, port, timeout=30)
        self.cookies = {"session": cookie}

    def get(self, path: str) -> bytes:
        return self.ask("GET", path, status=200)

    def ask(self, method: str, path: str, *, status: int, body: str = "", **headers: str) -> bytes:
        """One request with this person's cookies; what it is answered with must have the `status` awaited."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} | headers
        self.connection.request(method, path, body=body or None, headers=sent | {"Sec-Fetch-Site": "same-origin"})
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != status:
            raise RuntimeError(f"{path} answered {response.status}, not {status}")
        for set_cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(set_cookie).items()}
        return answer


def cpu_seconds(pid: int) -> float:
    """User and system time that a process has used, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def ratios(reader: Reader, pid: int, yardstick: str, pages: dict[str, str]) -> tuple[dict[str, float], float]:
    """Each page's CPU as a multiple of the yardstick's (the median of the rounds), and the yardstick's own in ms."""
    for path in (yardstick, *pages.values()):
        for _ in range(20):
            reader.get(path)
    rounds: list[dict[str, float]] = []
    for number in range(ROUNDS):
        turn = list({"yardstick": yardstick, **pages}.items())
        rounds.append({name: _cost(reader, pid, path) for name, path in (turn if number % 2 else turn[::-1])})
    against = {name: median(each[name] / each["yardstick"] for each in rounds) for name in pages}
    return against, 1000 * median(each["yardstick"] for each in rounds)


def _cost(reader: Reader, pid: int, path: str) -> float:
    before = cpu_seconds(pid)
    for _ in range(REQUESTS):
        reader.get(path)
    return (cpu_seconds(pid) - before) / REQUESTS
