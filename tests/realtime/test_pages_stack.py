"""How pages are reached through the server: whole requests in, whole answers out, no thread held by anybody."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator

from config.pages import MAX_BODY, SWALLOWED, Pages

# The library says nothing of its types.
Asked: Any = ApplicationCommunicator
Start = Callable[[str, list[tuple[str, str]]], object]


def _scope(**fields: Any) -> dict[str, Any]:
    return {
        "type": "http", "method": "POST", "path": "/café/", "query_string": b"a=1", "http_version": "1.1",
        "headers": [(b"host", b"testserver"), (b"content-length", b"3")], "client": ["192.0.2.7", 5000],
        "server": ["127.0.0.1", 8000], **fields,
    }  # fmt: skip


async def _ask(application: Any, *bodies: bytes) -> tuple[int, bytes]:
    asked = Asked(Pages(application, threads=1), _scope())
    for number, body in enumerate(bodies, start=1):
        await asked.send_input({"type": "http.request", "body": body, "more_body": number < len(bodies)})
    start, answer = await asked.receive_output(2), await asked.receive_output(2)
    return start["status"], answer["body"]


async def test_a_page_gets_the_request_and_gives_its_answer() -> None:
    seen: dict[str, Any] = {}

    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read(), thread=threading.current_thread().name)
        start("201 Created", [("X-One", "1")])
        return [b"so", b" it is"]

    assert await _ask(page, b"ab", b"c") == (201, b"so it is")
    assert (seen["body"], seen["REMOTE_ADDR"], seen["QUERY_STRING"]) == (b"abc", "192.0.2.7", "a=1")
    assert seen["PATH_INFO"].encode("latin1").decode() == "/café/"
    assert seen["thread"].startswith("page")


async def test_an_answer_is_closed_even_when_it_breaks_off() -> None:
    closed: list[bool] = []

    class Broken:
        def __iter__(self) -> Iterator[bytes]:
            raise ConnectionAbortedError

        def close(self) -> None:
            closed.append(True)

    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return Broken()

    with pytest.raises(ConnectionAbortedError):
        await _ask(page, b"")
    assert closed == [True]


async def test_a_body_that_is_far_too_long_is_not_kept() -> None:
    seen: list[bytes] = []

    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        seen.append(environ["wsgi.input"].read())
        start("400 Bad Request", [])
        return [b""]

    await _ask(page, b"x" * MAX_BODY, b"x")
    assert seen == [b""]


async def test_a_body_without_end_is_not_heard_to_its_end() -> None:
    called: list[bool] = []
    asked = Asked(Pages(lambda *_: called.append(True), threads=1), _scope())
    for _ in range(SWALLOWED // MAX_BODY + 1):
        await asked.send_input({"type": "http.request", "body": b"x" * MAX_BODY, "more_body": True})
    start = await asked.receive_output(2)
    assert start["status"] == 413
    assert (b"connection", b"close") in start["headers"]
    assert await asked.receive_output(2) == {"type": "http.response.body", "body": b""}
    assert not called


async def test_a_header_has_no_blank_before_it() -> None:
    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [("Set-Cookie", " form=1; Path=/")])
        return [b""]

    asked = Asked(Pages(page, threads=1), _scope())
    await asked.send_input({"type": "http.request", "body": b""})
    assert (await asked.receive_output(2))["headers"] == [(b"set-cookie", b"form=1; Path=/")]


async def test_a_browser_that_went_away_starts_nothing() -> None:
    called: list[bool] = []
    asked = Asked(Pages(lambda *_: called.append(True), threads=1), _scope())
    await asked.send_input({"type": "http.request", "body": b"ab", "more_body": True})
    await asked.send_input({"type": "http.disconnect"})
    await asked.wait(2)
    assert not called


async def test_a_browser_that_leaves_while_a_page_is_made_holds_no_thread() -> None:
    go_on = threading.Event()
    done: list[bool] = []

    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        go_on.wait(5)
        yield from (b"x" * 100_000 for _ in range(50))
        done.append(True)

    pages = Pages(page, threads=1)
    asked = Asked(pages, _scope())
    await asked.send_input({"type": "http.request", "body": b""})
    await asyncio.sleep(0.05)
    asked.future.cancel()
    go_on.set()
    # The only thread is free again for the next page.
    loop = asyncio.get_running_loop()
    await asyncio.wait_for(loop.run_in_executor(pages.executor, int), 2)
    assert done == [True]
