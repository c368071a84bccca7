"""Somebody at a browser of a few lines: pages, cookies and forms, cheap enough for many people at once.

ben = Plain(site.url)
ben.sign_in(site.cast["ben"])
told = ben.send("/p/…/flag/", reason="worried")        # fetches the page, fills its form in, sends it
"""

import asyncio
import http.client
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.journeys.codes import next_code

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Answer:
    """What came back: the page, or where to go for it."""

    path: str
    status: int
    text: str
    headers: dict[str, str]

    @property
    def goes_to(self) -> str:
        """The path that a redirect names; "" for a page."""
        return self.headers.get("location", "")


@dataclass(frozen=True)
class Sheet:
    """A form as its page has it: where it is sent, and what it holds before anybody types."""

    action: str
    fields: Fields


class Plain:
    """One person. Cookies are kept; redirects are returned, not followed."""

    def __init__(self, url: str, **headers: str) -> None:
        self.address, self.url, self.headers = urlsplit(url).netloc, url, headers
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Fields, **headers: str) -> Answer:
        body = urlencode(fields, doseq=True)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"} | headers)

    def sheet(self, path: str, *, action: str = "", has: str = "") -> Sheet:
        """The form on the page at `path` that is sent to `action`, or that has a field called `has`."""
        page = self.get(path)
        assert page.status == 200, f"{path}: {page.status} {page.goes_to}"
        for sheet in sheets(page):
            if sheet.action == (action or path) and (not has or has in sheet.fields):
                return sheet
        raise AssertionError(f"{path} has no form for {action or path} with {has!r}")

    def send(self, path: str, *, action: str = "", **typed: str | list[str]) -> Answer:
        """Open `path`, type into its form, and send it."""
        sheet = self.sheet(path, action=action, has=next(iter(typed), ""))
        filled = {name: [value] if isinstance(value, str) else value for name, value in typed.items()}
        return self.post(sheet.action, sheet.fields | filled)

    def sign_in(self, keys: dict[str, Any]) -> None:
        """With the second factor where there is one."""
        done = self.send("/sign-in/", sign_in_name=keys["sign_in_name"], pass_phrase=keys["pass_phrase"])
        assert done.status == 302, re.sub(r"<[^>]+>", " ", done.text)
        if keys["seed"]:
            done = self.send("/second-factor/", code=asyncio.run(next_code(keys["seed"])))
            assert done.status == 302, done.text

    def start_shift(self) -> None:
        """Unless they are on it already."""
        for place in re.findall(r'action="(/shifts/places/[0-9a-f-]+/start/)"', self.get("/shifts/").text)[:1]:
            done = self.send("/shifts/", action=place)
            assert done.status == 302, done.text

    def _ask(self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection(self.address, timeout=30)
        try:
            connection.request(method, path, body, self.headers | {"Cookie": cookies} | (headers or {}))
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(path, answer.status, text, {name.lower(): value for name, value in answer.getheaders()})


def signed_in(url: str, keys: dict[str, Any], *, on_shift: bool = False) -> Plain:
    someone = Plain(url)
    someone.sign_in(keys)
    if on_shift:
        someone.start_shift()
    return someone


def begin_thread(someone: Plain, title: str, words: str) -> str:
    board = re.findall(r'href="(/spaces/[0-9a-f-]+/)"', someone.get("/spaces/").text)[0]
    begun = someone.send(f"{board}write/", title=title, words=words)
    assert begun.status == 302, begun.text
    return begun.goes_to


def posts_of(someone: Plain, thread: str) -> list[str]:
    return re.findall(r'id="p-([0-9a-f-]+)"', someone.get(thread).text)


def sheets(page: Answer) -> list[Sheet]:
    """Every form of a page."""
    reader = _Reader(page.path)
    reader.feed(page.text)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found, self.area = path, list[Sheet](), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Sheet(given.get("action") or self.path, {}))
        elif self.found and given.get("name"):
            self._field(tag, given, chosen=any(name == "checked" for name, _ in attrs))

    def _field(self, tag: str, given: dict[str, str], *, chosen: bool) -> None:
        values = self.found[-1].fields.setdefault(given["name"], [])
        if tag == "textarea":
            self.area = given["name"]
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or chosen):
            values.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[-1].fields[self.area].append(data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
