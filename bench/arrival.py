"""How long from sending a flag until the desk is told to look."""

import base64
import os
import re
import select
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from bench.pages import Reader

FLAGS = 40
HIDDEN = re.compile(rb'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(rb'(name|value)="([^"]*)"')


class Desk:
    """A moderator's open desk: a socket that only listens."""

    def __init__(self, host: str, port: int, cookie: str) -> None:
        self.socket = socket.create_connection((host, port), timeout=10)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /ws/desk/ HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            f"Cookie: session={cookie}\r\n\r\n".encode()
        )
        answer = self.socket.recv(4096)
        if b" 101 " not in answer:
            raise RuntimeError(f"The desk did not open: {answer[:80]!r}")

    def quiet(self) -> None:
        """Take in everything said so far."""
        while select.select([self.socket], [], [], 0.15)[0]:
            self.socket.recv(65536)

    def hear(self, within: float = 10) -> None:
        """Wait until something arrives that is more than a sign of life."""
        deadline = time.perf_counter() + within
        while select.select([self.socket], [], [], max(0.0, deadline - time.perf_counter()))[0]:
            if b"heartbeat" not in self.socket.recv(65536):
                return
        raise RuntimeError("The desk heard nothing.")


def delays(desk: Desk, members: dict[str, Reader], posts: list[list[str]]) -> list[float]:
    """Milliseconds from sending a flag's form to the frame at the desk, for many flags one after another."""
    found: list[float] = []
    names = list(members)
    for number, (post, author) in enumerate(posts[:FLAGS]):
        member = members[next(each for each in names[number % len(names) :] + names if each != author)]
        form = _form(member, f"/p/{post}/flag/")
        desk.quiet()
        with ThreadPoolExecutor(1) as sender:
            started = time.perf_counter()
            sent = sender.submit(_send, member, f"/p/{post}/flag/", form)
            desk.hear()
            found.append((time.perf_counter() - started) * 1000)
            sent.result()
    return sorted(found)


def _form(member: Reader, path: str) -> dict[str, str]:
    """The hidden fields of the form, as a browser would send them back, and one reason."""
    hidden = (dict(ATTRIBUTE.findall(field)) for field in HIDDEN.findall(member.get(path)))
    kept = {field[b"name"].decode(): field[b"value"].decode() for field in hidden if b"value" in field}
    return kept | {"reason": "worried", "wish": "unknown", "note": ""}


def _send(member: Reader, path: str, form: dict[str, str]) -> None:
    origin = f"http://{member.connection.host}:{member.connection.port}"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
    member.ask("POST", path, status=302, body=urlencode(form), **headers)
