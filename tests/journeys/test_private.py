"""Nothing tells who was here: a whole journey, then every byte that it left on disk, in Redis and in the logs."""

import asyncio
import base64
import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
import redis
from playwright.async_api import expect
from psycopg import sql

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.codes import decoded
from tests.journeys.plain import Plain
from tests.journeys.site import POSTGRES, STACKS, Site, site_on
from tests.journeys.test_start import ask, handshake

pytestmark = pytest.mark.stacks(*STACKS)

LISTENER, CALLER = "127.0.0.5", "127.0.0.1"
AGENT, TONGUE = "Canary-Browser/7.31", "en-CANARY"
ADDRESS, ADDRESS_6 = "203.0.113.77", "2001:db8::77"
TELLING = {
    "X-Forwarded-For": f"{ADDRESS}, {ADDRESS_6}",
    "Forwarded": f'for={ADDRESS};for="[{ADDRESS_6}]"',
    "X-Real-IP": ADDRESS,
}
TITLE = "A walk by the canal"
WORDS = "The herons stood where they always stand."
NOTE = "Their last line sounded like goodbye to me."
LETTER = "We read what you wrote about the herons and wondered."
HANDED = "Somebody with training should look at this today."
TAKEN_BACK = "The ferry had gone before I came."
TYPED = "An unsent sentence about the ferry."


@pytest.fixture
def listening(stack: str, tmp_path: Path) -> Iterator[Site]:
    """A site at an address that no caller has, so that every trace of a caller's is theirs."""
    with site_on(stack, tmp_path, host=LISTENER) as site:
        yield site


async def test_nothing_that_was_kept_tells_who_was_here(listening: Site) -> None:
    site = listening
    secrets: dict[str, str] = {
        "the pass phrase": acts.PASS_PHRASE, "the cast's pass phrase": site.cast["ben"]["pass_phrase"],
        "a flag's note": NOTE, "a letter": LETTER, "a note from the desk": HANDED, "kept words": TYPED,
        "a post that was taken back": TAKEN_BACK,
    }  # fmt: skip
    async with people(site.url, site.allowed_hosts) as everybody:

        async def person(name: str, key: str = "") -> Person:
            made = await everybody.person(name, user_agent=AGENT, locale=TONGUE, extra_http_headers=TELLING)
            if key:
                await acts.sign_in_as(made, site.cast[key])
            return made

        ada = await person("Ada")
        phrase = await join_and_tell(ada, secrets)
        secrets["the recovery phrase"] = phrase
        await acts.read_the_notice(ada)
        thread = await acts.begin_thread(ada, "Being heard", TITLE, WORDS)
        ben, mo, lea = await person("Ben", "ben"), await person("Mo", "mo"), await person("Lea", "lea")
        await acts.flag(ben, thread, NOTE)
        await acts.start_shift(mo)
        await hand_on(mo)
        await write_to_them(lea)
        left = await session_of(ben)
        await acts.leave(ben)
    for key in ("mo", "lea", "ben", "ada"):
        secrets[f"{key}'s sign-in name"] = site.cast[key]["sign_in_name"]
    secrets |= {f"{key}'s second factor": seed for key in ("mo", "lea") for seed in seed_spellings(site.cast[key])}
    keep_words(site)
    make_trouble(site)
    await asyncio.sleep(0.5)
    site.a.manage("steward", "--once")  # What is deleted is gone for good within a minute.

    held, logs = dict(everything_held(site)), site.logs().encode()
    assert "Internal Server Error" not in site.logs()
    assert any(WORDS.encode() in part for part in held.values()), "This looks in the wrong place."
    for name, secret in secrets.items():
        assert_nowhere(held | {"the logs": logs}, name, spellings(secret))
    for name, trace in (("the agent", AGENT), ("the address", ADDRESS), ("the address", ADDRESS_6), ("tongue", TONGUE)):
        assert_nowhere(held | {"the logs": logs}, name, spellings(trace))
    for prefix in ("203.0.113", "2001:db8"):
        assert_nowhere(held | {"the logs": logs}, "the network", [prefix.encode()])
    assert_nowhere(held | {"the logs": logs}, "the caller", spellings(CALLER))
    assert_nowhere({"the logs": logs}, "a post", [WORDS.encode(), TITLE.encode(), b"Quiet Heron", thread.encode()])
    assert_nowhere(held | {"the logs": logs}, "the session that was left", [left.encode()])


async def join_and_tell(ada: Person, secrets: dict[str, str]) -> str:
    """Join as `acts.join` does, and return the recovery phrase too."""
    page = await ada.goto("/join/")
    await acts.fill_join(page, "Quiet Heron", "weathervane")
    await page.get_by_role("button", name="Join").click()
    secrets["the sign-in name"] = (await page.locator(".code-big").inner_text()).strip()
    words = [word.strip() for word in await page.locator("ol.phrase li").all_inner_texts()]
    for box in await page.locator("input[name^=word_]").all():
        await box.fill(words[int(str(await box.get_attribute("name")).removeprefix("word_")) - 1])
    await page.get_by_role("button", name="I have kept them").click()
    await expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    return " ".join(words)


async def hand_on(mo: Person) -> None:
    page = await mo.goto("/desk/")
    await page.get_by_role("button", name=re.compile("^Claim")).first.click()
    await page.get_by_role("textbox", name="Anything they should know").fill(HANDED)
    await page.get_by_role("button", name="Hand on", exact=True).click()
    await expect(page.get_by_role("heading", name="Desk")).to_be_visible()


async def write_to_them(lea: Person) -> None:
    page = await lea.goto("/concerns/")
    await page.get_by_role("button", name=re.compile("^Acknowledge")).first.click()
    await page.get_by_role("textbox", name="Write to them").fill(LETTER)
    await page.locator("#write").get_by_role("button", name="Send").click()
    await expect(page.locator("#letters").get_by_text(LETTER)).to_be_visible()


async def session_of(person: Person) -> str:
    return next(str(one["value"]) for one in await person.context.cookies() if one["name"] == "session")


def keep_words(site: Site) -> None:
    """Somebody takes a post back; then their session ends while they write, and what is kept for them is sealed."""
    ada = Plain(site.url, **TELLING, **{"User-Agent": AGENT})
    ada.sign_in(site.cast["ada"])
    board = re.findall(r'href="(/spaces/[0-9a-f-]+/)"', ada.get("/spaces/").text)[0]
    thread = ada.send(f"{board}write/", title="The ferry", words=TAKEN_BACK).goes_to
    post = re.findall(r'id="p-([0-9a-f-]+)"', ada.get(thread).text)[0]
    assert ada.send(f"/p/{post}/withdraw/").status == 302
    sheet = ada.sheet(f"{board}write/", has="words")
    ada.cookies.pop("session")
    kept = ada.post(sheet.action, sheet.fields | {"title": ["The ferry"], "words": [TYPED]})
    assert kept.status == 401
    assert "What you wrote is kept" in kept.text


def make_trouble(site: Site) -> None:
    """Everything that a server likes to complain about, from an address and an agent of its own."""
    for server in {site.a, site.b}:
        for path in ("/nowhere/", "/desk/", f"/?{ADDRESS}={quote(NOTE)}", "/t/not-a-uuid/", "/p/%00/"):
            connection = http.client.HTTPConnection(server.host, server.port, source_address=(CALLER, 0))
            connection.request("GET", path, headers={"User-Agent": AGENT, **TELLING})
            assert connection.getresponse().status < 500
            connection.close()
        stranger = Plain(server.url, **TELLING, **{"User-Agent": AGENT})
        assert stranger.post("/sign-in/", {"sign_in_name": ["weathervane-0000"]}).status == 403
        assert stranger.post("/reports/csp/", {"note": [NOTE]}).status < 500
        assert stranger.post("/spaces/", {"words": [TYPED * 40_000]}).status < 500
        host = b"Host: " + server.address.encode() + b"\r\n"
        ask(server, b"GET /" + ADDRESS.encode() + b" NONSENSE\r\n\r\n")
        ask(server, b"POST /join/ HTTP/1.1\r\n" + host + b"Content-Length: 900000\r\n\r\n" + b"a" * 900_000)
        ask(
            server,
            b"POST /join/ HTTP/1.1\r\n"
            + host
            + b"Content-Type: multipart/form-data\r\nContent-Length: 9\r\n\r\n--\xff\xfe\0\0\0\0\0",
        )
        ask(server, b"GET / HTTP/1.1\r\nHost: " + ADDRESS.encode() + b"\r\nConnection: close\r\n\r\n")
        handshake(server, origin=f"http://{ADDRESS}")
        for frame in (b"\x81\xff" + b"\xff" * 40, b"\xf1\x80\x00\x00\x00\x00", b"\x81\xfe\xff\xff" + b"\0" * 70_000):
            handshake(server, origin=server.url, extra=frame)


def everything_held(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every byte of the data folder; on the other stack, of every table and of every key in Redis, too."""
    for path in site.folder.rglob("*"):
        if path.is_file() and path.suffix != ".log" and "static" not in path.parts:
            yield str(path.relative_to(site.folder)), path.read_bytes()
    if site.stack == POSTGRES:
        yield from tables(site.database_url)
        yield from redis_keys(site.a.env["REDIS_URL"])


def tables(url: str) -> Iterator[tuple[str, bytes]]:
    with psycopg.connect(url) as connection:
        named = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in named:
            with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))) as rows:
                yield f"the table {name}", b"".join(bytes(row) for row in rows)


def redis_keys(url: str) -> Iterator[tuple[str, bytes]]:
    with redis.Redis.from_url(url) as connection:
        for key in connection.scan_iter():
            value: Any = connection.dump(key) or b""
            kind = connection.type(key)
            if kind == b"string":
                value += connection.get(key) or b""
            elif kind == b"zset":
                value += b" ".join(connection.zrange(key, 0, -1))
            yield "Redis", key + b" " + value


def spellings(text: str) -> list[bytes]:
    """`text` as it might have been written down: plain, backwards, in digits, in base64 wherever it began."""
    plain = text.encode()
    inside = [base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4] for shift in (0, 1, 2)]
    return [
        plain, text.upper().encode(), plain[::-1], plain.hex().encode(), quote(text).encode(), text.encode("utf-16-le"),
        *(one for one in inside if len(one) >= 8),
    ]  # fmt: skip


def seed_spellings(keys: dict[str, Any]) -> list[str]:
    seed = decoded(keys["seed"])
    return [keys["seed"], base64.b32encode(seed).decode(), base64.b64encode(seed).decode().rstrip("=")]


def assert_nowhere(held: dict[str, bytes], name: str, written: list[bytes]) -> None:
    for place, data in held.items():
        for one in written:
            at = data.find(one)
            assert at < 0, f"{name} is in {place}: {data[max(0, at - 60) : at + 60]!r}"
