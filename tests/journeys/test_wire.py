"""Sockets of a running site: nonsense, strangers and other sites get a clear answer and nothing else."""

import base64
import json
import os
import socket
import struct

import pytest

from tests.journeys.plain import Plain, signed_in
from tests.journeys.server import Server
from tests.journeys.site import STACKS, Site

pytestmark = pytest.mark.stacks(*STACKS)


def test_a_socket_answers_nonsense_clearly(site: Site) -> None:
    mo = signed_in(site.b.url, site.cast["mo"], on_shift=True)
    with Wire(site.b, mo) as wire:
        assert wire.accepted
        wire.say(b'{"type": "ping"}')
        assert json.loads(wire.hear()[1]) == {"type": "pong"}
        for nonsense in (b"not json", b"[]", b"{}", b"[" * 9000):
            wire.say(nonsense)
            assert json.loads(wire.hear()[1]) == {"type": "error", "code": "malformed"}
        wire.say(b"once more")
        wire.hear()
        assert wire.closed_with() == 4400
    with Wire(site.b, mo) as wire:
        wire.say(b"x" * 20_000)
        assert wire.closed_with() == 1009
    with Wire(site.b, mo) as wire:
        wire.raw(b"\x81\xff" + struct.pack(">Q", 2**40) + b"\0" * 4)  # A terabyte is announced.
        assert wire.closed_with() == 1009
    with Wire(site.b, mo) as wire:
        wire.say(b"\xff\xfe")  # Not UTF-8.
        assert wire.closed_with() == 1007
    with Wire(site.b, mo) as wire:
        wire.raw(b"\x81\x02hi")  # Not masked, as every browser would.
        assert wire.closed_with() == 1002
    assert mo.get("/desk/").status == 200
    assert "Traceback" not in site.logs()


def test_a_socket_of_a_stranger_or_from_elsewhere_is_refused(site: Site) -> None:
    ben, mo = signed_in(site.url, site.cast["ben"]), signed_in(site.url, site.cast["mo"], on_shift=True)
    for origin in ("https://elsewhere.example", "null", "", site.a.url.replace("http", "https")):
        with Wire(site.a, mo, origin=origin) as wire:
            assert not wire.accepted, origin
    with Wire(site.a, Plain(site.url)) as wire:
        assert wire.closed_with() == 4401
    with Wire(site.a, ben) as wire:
        assert wire.closed_with() == 4403
    with Wire(site.a, mo) as wire:
        wire.say(b'{"type": "ping"}')
        wire.hear()
        assert mo.get("/leave/").status == 303
        assert wire.closed_with() == 4401


class Wire:
    """One end of a socket, without a browser: it can say what no browser would."""

    def __init__(
        self, server: Server, someone: Plain, *, origin: str | None = None, path: str = "/ws/desk/", caller: str = ""
    ) -> None:
        self.line = socket.create_connection((server.host, server.port), timeout=8, source_address=(caller, 0))
        cookies = "; ".join(f"{name}={value}" for name, value in someone.cookies.items())
        headers = [
            f"GET {path} HTTP/1.1", f"Host: {server.address}", f"Origin: {server.url if origin is None else origin}",
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", f"Cookie: {cookies}",
        ]  # fmt: skip
        self.raw("\r\n".join([*headers, "", ""]).encode())
        self.file = self.line.makefile("rb")
        self.accepted = b" 101 " in self.file.readline()
        while self.file.readline().strip():
            pass

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *args: object) -> None:
        self.line.close()

    def raw(self, data: bytes) -> None:
        self.line.sendall(data)

    def say(self, text: bytes) -> None:
        length = struct.pack(">BH", 0xFE, len(text)) if len(text) > 125 else bytes([0x80 | len(text)])
        self.raw(b"\x81" + length + b"\0\0\0\0" + text)  # Masked with nothing.

    def hear(self) -> tuple[int, bytes]:
        """The next frame: its kind and what it says."""
        kind, length = self.file.read(2)
        if length == 126:
            (length,) = struct.unpack(">H", self.file.read(2))
        return kind & 15, self.file.read(length)

    def closed_with(self) -> int:
        """The code of the frame that ends the socket, after whatever is said before."""
        while True:
            kind, told = self.hear()
            if kind == 8:
                return int(struct.unpack(">H", told[:2])[0])
