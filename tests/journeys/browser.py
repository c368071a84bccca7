"""People at browsers: real Chromium, each person in a profile of their own, everything that goes wrong written down."""

import os
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    TimeoutError,
    async_playwright,
    expect,
)

from bootstrap import browser as chromium

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
# Playwright switches the back/forward cache off, which would make every test of Back pass.
NOT_THESE = ["--disable-back-forward-cache"]
# How long a page may take on a busy machine, in milliseconds. What is awaited either comes or does not.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)
WATCH_POLICY = """
addEventListener("securitypolicyviolation", (event) => {
  window.heldBack(`${event.effectiveDirective} ${event.blockedURI}`);
}, true);
"""


class Person:
    """Somebody at a browser. `problems` gathers script errors, policy violations and requests that leave the site."""

    def __init__(self, name: str, context: BrowserContext, page: Page, url: str, allowed: set[str]) -> None:
        self.name, self.context, self.page, self.url, self.allowed = name, context, page, url, allowed
        self.problems: list[str] = []
        self.awaited: list[re.Pattern[str]] = []
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._note(f"script error: {error.error}"))
        context.on("page", self._opened)
        self._opened(page)

    async def goto(self, path: str) -> Page:
        """Open a path of the site, as if it had been typed."""
        await self.page.goto(self.url + path)
        return self.page

    async def back(self) -> str:
        """Press Back, and return what can be read then. A page that Chromium kept is shown without loading, so there
        is no load to wait for: only the address tells, and where there is nothing to go back to it stays."""
        before = self.page.url
        await self.page.evaluate("void setTimeout(() => history.back(), 0)")
        try:
            await self.page.wait_for_url(lambda url: url != before, wait_until="commit", timeout=3_000)
        except TimeoutError:
            return await self.text()
        await self.page.wait_for_timeout(300)
        return await self.text()

    def expect(self, pattern: str) -> None:
        """Say that a problem which matches is meant to happen, such as the 404 of a page nobody may see."""
        self.awaited.append(re.compile(pattern))

    async def check_axe(self, *, schemes: Iterable[str] = ("light",), widths: Iterable[int] = ()) -> None:
        """Nothing for axe to find on this page, in each colour scheme and at each width."""
        size = self.page.viewport_size
        for place, scheme in enumerate(schemes):
            await self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            rules = ("color-contrast",) if place else ()  # Between schemes nothing differs but colours.
            for width in [None, *widths]:
                if width and size:
                    await self.page.set_viewport_size({"width": width, "height": size["height"]})
                found = await self.axe(*rules)
                assert not found, f"{self.name} at {self.page.url} ({scheme}, {width or 'usual'} wide):\n" + "\n".join(
                    found
                )
        if size:
            await self.page.set_viewport_size(size)
        await self.page.emulate_media(color_scheme=None)

    async def text(self) -> str:
        """What this person can read on the page."""
        return await self.page.inner_text("body")

    def assert_clean(self) -> None:
        """Nothing went wrong that was not expected."""
        unexpected = [problem for problem in self.problems if not any(each.search(problem) for each in self.awaited)]
        assert not unexpected, f"In {self.name}'s browser:\n" + "\n".join(unexpected)

    async def axe(self, *rules: str) -> list[str]:
        """What axe finds on this page, by these rules or by all of them."""
        if not await self.page.evaluate("window.axe !== undefined"):
            await self.page.evaluate(AXE)
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        result: dict[str, Any] = await self.page.evaluate("(options) => axe.run(document, options)", options)
        return [
            f"{rule['id']}: {rule['help']}\n    " + "\n    ".join(node["html"] for node in rule["nodes"])
            for rule in result["violations"]
        ]

    def _note(self, problem: str) -> None:
        self.problems.append(problem)

    def _opened(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._check_host(socket.url))

    def _asked(self, request: Request) -> None:
        self._check_host(request.url)
        if urlsplit(request.url).path == "/reports/csp/":
            self._note(f"policy report: {request.post_data}")

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc not in self.allowed:
            self._note(f"a request left the site: {url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text} ({message.location.get('url', '')})")


class People:
    """The browser that everybody of a story shares, each in a context of their own."""

    def __init__(self, browser: Browser, url: str, allowed: set[str]) -> None:
        self.browser, self.url, self.allowed = browser, url, allowed
        self.everyone: list[Person] = []

    async def person(self, name: str, *, url: str = "", **context: Any) -> Person:
        """A new person, with nothing in their browser. `url` puts them on another process of the site."""
        made = await self.browser.new_context(**({"viewport": {"width": 1100, "height": 800}} | context))
        made.set_default_timeout(PATIENCE)
        page = await made.new_page()
        someone = Person(name, made, page, url or self.url, self.allowed)
        await made.expose_binding("heldBack", lambda source, told: someone._note(f"policy violation: {told}"))
        await made.add_init_script(WATCH_POLICY)
        self.everyone.append(someone)
        return someone


@asynccontextmanager
async def people(url: str, allowed: set[str]) -> AsyncIterator[People]:
    """Start Chromium; at the end, make sure that nothing went wrong in anybody's browser."""
    path = os.environ.get("BROWSER_PATH") or chromium.find()
    if not path:
        pytest.skip(f"browser: no Chromium was found; {chromium.REMEDY}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS, ignore_default_args=NOT_THESE)
        try:
            everybody = People(browser, url, allowed)
            yield everybody
            for someone in everybody.everyone:
                someone.assert_clean()
        finally:
            await browser.close()
