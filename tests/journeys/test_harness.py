"""The browser that the stories trust: it sees what would be wrong on a page that is unsafe on purpose."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.journeys.browser import people
from tests.journeys.codes import decoded, totp
from tests.journeys.conftest import site_of

PAGES = {
    "/favicon.ico": b"-",
    "/safe": b"<!doctype html><html lang=en><title>Safe</title><main><h1>Safe</h1><p>Plain words.</p></main>",
    "/next": b"<!doctype html><html lang=en><title>Next</title><main><h1>Next</h1></main>",
    "/unsafe": b"<!doctype html><html lang=en><title>Unsafe</title><main><h1>Unsafe</h1><script>1</script>"
    b"<img src=http://127.0.0.9:9/x.png></main>",
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = PAGES.get(self.path, b"")
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Content-Security-Policy", "script-src 'self'; require-trusted-types-for 'script'")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def unsafe_site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


async def test_back_really_restores_a_page_that_was_not_left_safely(unsafe_site: str) -> None:
    async with people(f"http://{unsafe_site}", {unsafe_site}) as everybody:
        someone = await everybody.person("someone")
        await someone.goto("/safe")
        await someone.page.evaluate("addEventListener('pageshow', (event) => { window.restored = event.persisted; })")
        await someone.goto("/next")
        assert "Plain words." in await someone.back()
        assert await someone.page.evaluate("window.restored") is True


async def visit_unsafe_page(address: str, *, axe: bool = False) -> None:
    async with people(f"http://{address}", {address}) as everybody:
        someone = await everybody.person("someone")
        await someone.goto("/unsafe")
        await someone.page.wait_for_timeout(300)
        if axe:
            await someone.check_axe()


async def test_a_held_back_script_and_a_request_to_elsewhere_are_noticed(unsafe_site: str) -> None:
    with pytest.raises(AssertionError) as noticed:
        await visit_unsafe_page(unsafe_site)
    assert "policy violation: script-src-elem inline" in str(noticed.value)
    assert "left the site: http://127.0.0.9:9/x.png" in str(noticed.value)


async def test_axe_finds_a_picture_without_words(unsafe_site: str) -> None:
    with pytest.raises(AssertionError, match="image-alt"):
        await visit_unsafe_page(unsafe_site, axe=True)


async def test_a_good_page_is_clean(unsafe_site: str) -> None:
    async with people(f"http://{unsafe_site}", {unsafe_site}) as everybody:
        someone = await everybody.person("someone")
        await someone.goto("/safe")
        await someone.check_axe(schemes=("light", "dark"), widths=(320,))


@pytest.fixture(scope="module", autouse=True)
def _one_worker(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A worker that took one story of a file would tell it on another site than the others."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        (tmp_path_factory.getbasetemp().parent / "told-here").touch(exist_ok=False)


def test_stories_of_one_site_stay_together() -> None:
    told = "tests/journeys/test_a.py::test_b"
    assert site_of(f"{told}[sqlite-memory]") == site_of("tests/journeys/test_a.py::test_c[x-sqlite-memory]")
    assert site_of(f"{told}[sqlite-memory]") != site_of(f"{told}[postgres-redis]")
    assert site_of(f"{told}[button]") == site_of(told) != site_of("tests/journeys/test_c.py::test_b")


def test_codes_are_those_of_the_standard() -> None:
    assert totp(b"12345678901234567890", 1) == "287082"
    assert decoded("GEZD GNBV GY3T QOJQ") == b"1234567890"
