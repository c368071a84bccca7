"""Daphne and uvicorn serve the same site: the same answers, the same limits, the same silence about who calls."""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.plain import Plain, begin_thread, posts_of, signed_in
from tests.journeys.prepared import copy_to
from tests.journeys.server import Server
from tests.journeys.test_wire import Wire

SOMEBODY = "127.0.0.77"


@dataclass
class Place:
    """A site on one of the servers, with its cast."""

    server: Server
    cast: dict[str, Any]
    known: Plain | None = None

    def mo(self) -> Plain:
        """On shift, and signed in once: nobody's second code comes sooner than half a minute after the first."""
        if self.known is None or self.known.get("/desk/").status != 200:
            self.known = signed_in(self.server.url, self.cast["mo"], on_shift=True)
        return self.known


@pytest.fixture(scope="module", params=["daphne", "uvicorn"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp(request.param)
    copy_to(folder)
    server = Server(folder, arguments=("--server", request.param))
    try:
        server.start(within=120)
        yield Place(server, json.loads(server.manage("cast")))
    finally:
        server.stop()


def test_it_serves_pages_without_a_name_of_its_own(place: Place) -> None:
    page = Plain(place.server.url).get("/")
    assert page.status == 200
    assert "server" not in page.headers
    assert page.headers["cache-control"] == "no-store"


def test_only_our_own_page_opens_a_socket(place: Place) -> None:
    mo = place.mo()
    for origin in ("https://elsewhere.example", "null", ""):
        with Wire(place.server, mo, origin=origin) as wire:
            assert not wire.accepted, origin
    with Wire(place.server, Plain(place.server.url)) as wire:
        assert wire.closed_with() == 4401
    with Wire(place.server, signed_in(place.server.url, place.cast["ben"])) as wire:
        assert wire.closed_with() == 4403
    with Wire(place.server, mo, path="/ws/else/") as wire:
        assert not wire.accepted


def test_nonsense_is_answered_with_the_same_codes(place: Place) -> None:
    mo = place.mo()
    with Wire(place.server, mo) as wire:
        wire.say(b'{"type": "ping"}')
        assert json.loads(wire.hear()[1]) == {"type": "pong"}
        for _ in range(5):
            wire.say(b"not json")
        assert wire.closed_with() == 4400
    with Wire(place.server, mo) as wire:
        wire.say(b"x" * 20_000)
        assert wire.closed_with() == 1009
    with Wire(place.server, mo) as wire:
        wire.raw(b"\x81\xff" + struct.pack(">Q", 2**40) + b"\0" * 4)  # A terabyte is announced.
        assert wire.closed_with() == 1009
    with Wire(place.server, mo) as wire:
        wire.say(b"\xff\xfe")  # Not UTF-8.
        assert wire.closed_with() == 1007
    with Wire(place.server, mo) as wire:
        for _ in range(61):
            wire.say(b'{"type": "ping"}')
        assert wire.closed_with() == 4429


def test_a_hint_arrives_and_signing_out_ends_it(place: Place) -> None:
    mo, ada = place.mo(), signed_in(place.server.url, place.cast["ada"])
    thread = begin_thread(ada, "A walk", "By the sea.")
    ben = signed_in(place.server.url, place.cast["ben"])
    with Wire(place.server, mo) as wire:
        wire.say(b'{"type": "ping"}')
        wire.hear()
        assert ben.send(f"/p/{posts_of(ben, thread)[0]}/flag/", reason="worried").status == 302
        assert _news(wire) in ("flag.raised", "item.opened")
        assert mo.get("/leave/").status == 303
        assert wire.closed_with() == 4401


def test_it_ends_gently_and_its_log_names_nobody(place: Place) -> None:
    mo = place.mo()
    with Wire(place.server, mo, caller=SOMEBODY) as wire:
        wire.say(b'{"type": "ping"}')
        wire.hear()
        assert place.server.stop() == 0
        assert wire.closed_with() == 4012
    for told in (SOMEBODY, "/ws/desk", "Traceback", "sign-in"):
        assert told not in place.server.log()


def _news(wire: Wire) -> str:
    """The kind of what is said next, after any sign of life."""
    while (kind := str(json.loads(wire.hear()[1])["type"])) == "heartbeat":
        pass
    return kind
