"""Redis carries hints and copies: without it pages answer, and people write, flag and work."""

import contextlib
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys.plain import begin_thread, posts_of, signed_in
from tests.journeys.server import free_port
from tests.journeys.site import POSTGRES, SQLITE, Site, missing, redis_database, site_on


def test_pages_and_posting_do_not_need_redis(tmp_path: Path) -> None:
    with site_on(SQLITE, tmp_path, REDIS_URL=f"redis://127.0.0.1:{free_port('127.0.0.1')}/0") as site:
        everything_but_live_arrival_works(site)


def test_redis_may_go_away_while_people_write(tmp_path: Path) -> None:
    if reason := missing(POSTGRES):
        pytest.skip(reason)
    with redis_database() as url, Relay(url) as relay, site_on(SQLITE, tmp_path, REDIS_URL=relay.url) as site:
        ada = signed_in(site.url, site.cast["ada"])
        thread = begin_thread(ada, "Before", "While it was there.")
        relay.cut()
        assert ada.send(f"{thread}reply/", words="While it was not.").status == 302
        assert ada.get(thread).text.count("While it was") == 2
        everything_but_live_arrival_works(site)


def everything_but_live_arrival_works(site: Site) -> None:
    ada = signed_in(site.url, site.cast["ada"])
    thread = begin_thread(ada, "Without a helper", "It still works.")
    assert ada.send(f"{thread}reply/", words="And again.").status == 302
    ben = signed_in(site.url, site.cast["ben"])
    assert ben.send(f"/p/{posts_of(ben, thread)[0]}/flag/", reason="worried").status == 302
    mo = signed_in(site.url, site.cast["mo"], on_shift=True)
    assert "A post by Ada" in mo.get("/desk/").text
    assert "Internal Server Error" not in site.logs()


class Relay:
    """A door to Redis that can be shut, and takes what went through it along."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.beyond = (parts.hostname or "127.0.0.1", parts.port or 6379)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self.door.getsockname()[1]}{parts.path}"
        self.open: list[socket.socket] = []

    def __enter__(self) -> "Relay":
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.cut()

    def cut(self) -> None:
        for one in [self.door, *self.open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _answer(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self.door.accept()
                beyond = socket.create_connection(self.beyond)
                self.open += [caller, beyond]
                for pair in ((caller, beyond), (beyond, caller)):
                    threading.Thread(target=_carry, args=pair, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
