"""Starting a site from nothing, and what it says while it runs."""

import base64
import http.client
import os
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.prepared import copy_to
from tests.journeys.server import Server

LISTENER, CALLER = "127.0.0.5", "127.0.0.1"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("start"), host=LISTENER)
    server.start()
    yield server
    server.stop()


def ask(server: Server, data: bytes) -> bytes:
    """Say something to the server as no browser would, and take in its answer."""
    with socket.create_connection((server.host, server.port), timeout=2, source_address=(CALLER, 0)) as connection:
        answer = b""
        try:
            connection.sendall(data)
            while part := connection.recv(65536):
                answer += part
        except OSError:
            pass
    return answer


def handshake(server: Server, *, origin: str, extra: bytes = b"") -> bytes:
    key = base64.b64encode(os.urandom(16))
    lines = [
        b"GET /ws/desk/ HTTP/1.1", b"Host: " + server.address.encode(), b"Origin: " + origin.encode(),
        b"Upgrade: websocket", b"Connection: Upgrade", b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Key: " + key,
    ]  # fmt: skip
    return ask(server, b"\r\n".join([*lines, b"", b""]) + extra)


def test_a_new_site_has_a_private_folder_and_a_link_for_its_first_manager(server: Server) -> None:
    assert f"{server.url}/welcome/" in server.log()
    data = Path(server.env["DATA_DIR"])
    for path in [data, *data.glob("*"), *data.glob("keys/*")]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_starting_again_changes_nothing_and_makes_no_new_keys(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.start()
    keys = {path.name: path.read_text() for path in (tmp_path / "data" / "keys").iterdir()}
    assert server.stop() == 0
    server.start()
    assert {path.name: path.read_text() for path in (tmp_path / "data" / "keys").iterdir()} == keys
    assert server.stop() == 0


def test_a_local_site_listens_to_this_machine_alone(server: Server) -> None:
    with pytest.raises(RuntimeError, match=r"does not listen on 0\.0\.0\.0"):
        server.manage("serve", "--host", "0.0.0.0", "--port", "0")  # noqa: S104  (it is refused)


def test_a_taken_port_is_said_plainly(server: Server) -> None:
    with pytest.raises(RuntimeError, match="is something else there already"):
        server.manage("serve", "--no-prepare", "--no-steward", "--host", server.host, "--port", str(server.port))


def test_what_no_browser_would_say_gets_a_clear_answer(server: Server) -> None:
    host = b"Host: " + server.address.encode() + b"\r\n"
    assert ask(server, b"NONSENSE\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert ask(server, b"GET /\xff HTTP/1.1\r\n" + host + b"\r\n").startswith(b"HTTP/1.1 400")
    assert ask(server, b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n").startswith(
        b"HTTP/1.1 400"
    )
    huge = b"POST /join/ HTTP/1.1\r\n" + host + b"Content-Length: 3000000\r\n\r\n" + b"a" * 3_000_000
    assert ask(server, huge).startswith(b"HTTP/1.1 413")
    moved = ask(server, b"GET / HTTP/1.1\r\n" + host + b"Daphne-Root-Path: /elsewhere\r\nConnection: close\r\n\r\n")
    assert moved.startswith(b"HTTP/1.1 200")
    assert b"/elsewhere" not in moved
    assert b"daphne" not in moved.lower().partition(b"\r\n\r\n")[0]


def test_a_socket_from_elsewhere_is_refused(server: Server) -> None:
    assert b" 403 " in handshake(server, origin="https://elsewhere.example")


def test_no_line_of_the_log_names_a_caller(server: Server) -> None:
    connection = http.client.HTTPConnection(server.host, server.port, source_address=(CALLER, 0))
    for path in ("/", "/nowhere/", "/desk/"):
        connection.request("GET", path, headers={"User-Agent": "canary-agent", "X-Forwarded-For": "203.0.113.77"})
        connection.getresponse().read()
    handshake(server, origin="https://elsewhere.example")
    handshake(server, origin=server.url, extra=b"\x81\xff" + b"\xff" * 40)
    handshake(server, origin=server.url, extra=b"\xf1\x80\x00\x00\x00\x00")
    ask(server, b"GET / HTTP/1.1\r\nHost: nonsense\r\n\r\n")
    time.sleep(0.5)
    for trace in (CALLER, "203.0.113.77", "canary-agent"):
        assert trace not in server.log()


def test_a_server_told_to_end_does_so_gently(tmp_path: Path) -> None:
    copy_to(tmp_path)
    server = Server(tmp_path, arguments=("--no-steward",))
    server.start()
    idle = http.client.HTTPConnection(server.host, server.port)
    idle.request("GET", "/")
    assert idle.getresponse().status == 200
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 5
    assert "Traceback" not in server.log()


def test_the_steward_does_every_chore_on_a_new_site(server: Server) -> None:
    assert "chores" in server.manage("steward", "--once")
