"""Leaving: from every page of the story, in the same tab, and three times Back shows nobody's words.

Chromium's back/forward cache is on, as it is for the people this is for. Everybody comes to each page anew, by way of
others that hold members' words, so that Back has something to betray.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import Page, Response, expect

from tests.journeys import acts
from tests.journeys.browser import People, Person, people
from tests.journeys.plain import Plain
from tests.journeys.site import SQLITE, Site, site_on

TITLE = "Long nights this week"
WORDS = "I sat by the window again until it was light."
NOTE = "They have not sounded like this before."
LETTER = "Somebody here noticed your post."
ANSWER = "Thank you for writing to me."
TYPED = "Half a sentence that was never"
COVERED = ["mind.flashback", "sys.disbelief"]
AT_ONCE = 3

Act = Callable[[Page], Awaitable[Any]]


@dataclass(frozen=True)
class Place:
    """A page that somebody may have to leave: who is there, and what they did on it."""

    name: str
    who: str
    path: str
    shows: str
    then: Act | None = None


@dataclass
class World:
    """A site on which everything has happened once."""

    site: Site
    places: dict[str, Place] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """How a browser leaves has nothing to do with where the rows are, so one stack is enough."""
    with site_on(SQLITE, tmp_path_factory.mktemp("leaving")) as site:
        yield furnish(site)


def furnish(site: Site) -> World:
    """A covered thread, a flag that waits, one that was handed on and became a case with letters."""
    ada, ben, mo, lea = (Plain(site.url) for _ in range(4))
    for name, someone in (("ada", ada), ("ben", ben), ("mo", mo), ("lea", lea)):
        someone.sign_in(site.cast[name])
    mo.start_shift()
    board = re.findall(r'href="(/spaces/[0-9a-f-]+/)"', ada.get("/spaces/").text)[0]
    thread = ada.send(f"{board}write/", title=TITLE, words=WORDS, warnings=COVERED).goes_to
    for words in ("A second line.", "A third line.", "A fourth line."):
        ada.send(f"{thread}reply/", words=words)
    posts = re.findall(r'id="p-([0-9a-f-]+)"', ben.get(thread).text)
    receipts = [ben.send(f"/p/{post}/flag/", reason="worried", note=NOTE).goes_to for post in posts[:3]]
    items = re.findall(r'id="i-([0-9a-f-]+)"', mo.get("/desk/").text)
    for item in items[:2]:
        mo.send("/desk/", action=f"/desk/{item}/claim/")
        mo.send(f"/desk/{item}/", action=f"/desk/{item}/hand-on/", level="red", note=NOTE)
    concerns = re.findall(r'id="concern-([0-9a-f-]+)"', lea.get("/concerns/").text)
    case = lea.send("/concerns/", action=f"/concerns/{concerns[0]}/acknowledge/").goes_to
    lea.send(f"{case}write/", words=LETTER)
    conversation = re.findall(r'href="(/messages/[0-9a-f-]+/)"', ada.get("/messages/").text)[0]
    ada.send(conversation, words=ANSWER)
    desk_item = f"/desk/{items[2]}/"
    places = [
        Place("boards", "ben", "/spaces/", "Boards"),
        Place("board", "ben", board, TITLE, open_covers),
        Place("thread", "ben", thread, WORDS, open_covers),
        Place("composer", "ben", f"{thread}reply/", "Your words", type_into("Your words")),
        Place("filters", "ben", "/filters/", "Your filters"),
        Place("messages", "ada", "/messages/", "Messages"),
        Place("conversation", "ada", conversation, LETTER, type_into("Write back")),
        Place("receipts", "ben", "/receipts/", "Your receipts"),
        Place("receipt", "ben", receipts[0], NOTE),
        Place("flag form", "ben", f"/p/{posts[3]}/flag/", "Ask the team", type_into("Anything you want us to know")),
        Place("desk", "mo", "/desk/", "A post by Ada"),
        Place("item", "mo", desk_item, NOTE, open_covers),
        Place("concerns", "lea", "/concerns/", "A concern about Ada"),
        Place("concern", "lea", f"/concerns/{concerns[1]}/", NOTE, open_covers),
        Place("case", "lea", case, LETTER, open_covers),
    ]
    before = {
        "ben": ["/receipts/", board, thread],
        "ada": ["/messages/", board, thread],
        "mo": ["/shifts/", "/desk/", desk_item],
        "lea": ["/spaces/", "/concerns/", case],
    }
    many = dict.fromkeys(("Ada", "Ben", "Mo", "Lea"), SESSIONS_EACH)
    told = site.a.manage("shell", fed=SIGNED_IN.replace("WANTED", json.dumps(many))).rpartition("KEYS")[2]
    return World(site, {place.name: place for place in places}, before, json.loads(told))


# Everybody signs in anew for each page. Signing in has a limit, and is not what this is about.
SESSIONS_EACH = 24
SIGNED_IN = """
import json
from importlib import import_module
from django.conf import settings
from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY
from forum.accounts import sessions
from forum.accounts.models import Account, AuthenticatorDevice
def key_for(account):
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions.begin(request, account)
    for device in AuthenticatorDevice.objects.filter(user=account):
        request.session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    request.session.save()
    return request.session.session_key
wanted = WANTED
print("KEYS" + json.dumps({
    name.lower(): [key_for(Account.objects.get(pseudonym=name)) for _ in range(times)] for name, times in wanted.items()
}))
"""


async def open_covers(page: Page) -> None:
    for cover in reversed(await page.locator("details.cover:not([open]) > summary:visible").all()):
        await cover.click()


def type_into(label: str) -> Act:
    async def act(page: Page) -> None:
        await page.get_by_role("textbox", name=label).fill(TYPED)

    return act


async def by_button(page: Page) -> None:
    await page.locator(".bar .leave").click()


async def by_shift(page: Page) -> None:
    for _ in range(3):
        await page.keyboard.press("Shift")


WAYS: dict[str, Act] = {"button": by_button, "shift": by_shift, "no scripts": by_button}
SOME = ("thread", "composer", "conversation", "item", "case")


@pytest.mark.parametrize("way", WAYS)
async def test_back_shows_nobody_s_words_after_leaving(world: World, way: str) -> None:
    site = world.site
    chosen = [place for name, place in world.places.items() if way == "button" or name in SOME]
    async with people(site.url, site.allowed_hosts) as everybody:
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(place: Place) -> None:
            async with turn, somebody(everybody, world, place.who, way) as person:
                await leave_and_go_back(person, site, [*world.before[place.who], place.path], place, way)

        await asyncio.gather(*(one(place) for place in chosen))


@pytest.mark.parametrize("way", WAYS)
async def test_back_shows_no_recovery_phrase_after_leaving(world: World, way: str) -> None:
    site = world.site
    newcomer = Plain(site.url)
    name, again = f"Tide {list(WAYS).index(way)}", acts.PASS_PHRASE
    newcomer.send("/join/", pseudonym=name, word="harbour", pass_phrase=again, pass_phrase_again=again, adult="on")
    phrase = re.findall(r"<li>([a-z]+)</li>", newcomer.get("/join/phrase/").text)
    assert len(phrase) == 12
    world.keys["newcomer"] = [newcomer.cookies["session"]]
    async with people(site.url, site.allowed_hosts) as everybody:
        secret = [f"<li>{word}</li>" for word in phrase]
        place = Place("phrase", "newcomer", "/join/phrase/", "Keep these words safe")
        async with somebody(everybody, world, "newcomer", way) as person:
            await leave_and_go_back(
                person, site, ["/about/", "/help/", place.path], place, way, secret=[*secret, name, "harbour-"]
            )


@asynccontextmanager
async def somebody(everybody: People, world: World, who: str, way: str) -> AsyncIterator[Person]:
    """Somebody who has just signed in, in a browser of their own."""
    person = await everybody.person(f"{who} ({way})", java_script_enabled=way != "no scripts")
    await bring_session(person, world.keys[who].pop())
    yield person
    await person.context.close()


async def bring_session(person: Person, key: str) -> None:
    cookie: Any = {"name": "session", "value": key, "url": person.url, "httpOnly": True, "sameSite": "Lax"}
    await person.context.add_cookies([cookie])


async def leave_and_go_back(
    person: Person, site: Site, paths: list[str], place: Place, way: str, secret: list[str] | None = None
) -> None:
    page = person.page
    for path in paths:
        await person.goto(path)
    assert place.shows in await page.content()
    if place.then:
        await place.then(page)
    key = next(cookie["value"] for cookie in await person.context.cookies() if cookie["name"] == "session")
    left: list[Response] = []
    page.on("response", lambda response: left.append(response) if response.url.endswith("/leave/") else None)
    await WAYS[way](page)
    await expect(page.get_by_role("heading", name="Dry, with a light wind.")).to_be_visible()
    assert len(person.context.pages) == 1
    assert await left[0].header_value("clear-site-data") == '"cache", "cookies", "storage"'
    assert await person.context.cookies() == []
    assert asks_to_sign_in(site, key, "/spaces/")
    for times in (1, 2, 3):
        await go_back(person, way)
        shown = await everything_on(page)
        for word in secret or [TITLE, WORDS, NOTE, LETTER, ANSWER, TYPED, " line."]:
            assert word not in shown, f"Back {times} from {place.name} ({way}) shows {word!r} at {page.url}"
    # Its own picture in the tab is all that the neutral page was asked for from anywhere, and that is itself.
    assert {referrer for _, referrer in site.neutral.visits} <= {None, site.neutral.url}


def asks_to_sign_in(site: Site, key: str, path: str) -> bool:
    """Is somebody who still has this session's key a stranger?"""
    other = Plain(site.url)
    other.cookies["session"] = key
    return other.get(path).goes_to.startswith("/sign-in/")


async def go_back(person: Person, way: str) -> None:
    if way != "no scripts":
        await person.back()
        return
    # The browser's own button, since the page runs nothing.
    browser = await person.context.new_cdp_session(person.page)
    history = await browser.send("Page.getNavigationHistory")
    entry = history["entries"][history["currentIndex"] - 1]
    before = person.page.url
    await browser.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})
    await person.page.wait_for_url(lambda url: url != before, wait_until="commit", timeout=3_000)
    await person.page.wait_for_timeout(300)


async def everything_on(page: Page) -> str:
    """The whole page, and what stands in its boxes."""
    boxes = await page.evaluate("[...document.querySelectorAll('input,textarea')].map((box) => box.value).join(' ')")
    return f"{await page.content()} {boxes}"


async def test_other_tabs_lose_the_session_too(world: World) -> None:
    """The next press in an old tab asks to sign in; a page that listens empties itself."""
    site = world.site
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        await bring_session(ada, world.keys["ada"].pop())
        old, listening = await ada.context.new_page(), await ada.context.new_page()
        await old.goto(site.url + world.places["thread"].path)
        await listening.goto(site.url + world.places["conversation"].path)
        await expect(listening.get_by_text(LETTER)).to_be_visible()
        await ada.goto("/spaces/")
        await acts.leave(ada)
        await old.get_by_role("link", name="Reply").click()
        await expect(old.get_by_role("heading", name="Sign in")).to_be_visible()
        await expect(listening.get_by_role("heading", name="Sign in")).to_be_visible(timeout=15_000)


async def test_shift_for_capitals_and_slow_presses_do_not_leave(world: World) -> None:
    site = world.site
    async with people(site.url, site.allowed_hosts) as everybody:
        ben = await everybody.person("Ben")
        await bring_session(ben, world.keys["ben"].pop())
        page = await ben.goto(world.places["composer"].path)
        box = page.get_by_label("Your words")
        await box.focus()
        for letter in "ABCDEF":
            await page.keyboard.press(f"Shift+{letter}")
        for gap in (5_300, 5_300, 100):
            await page.keyboard.press("Shift")
            await page.wait_for_timeout(gap)
        await page.keyboard.press("x")  # Another key between two presses begins the count anew.
        for _ in range(2):
            await page.keyboard.press("Shift")
        await page.keyboard.press("y")
        await page.keyboard.press("Shift")
        await expect(box).to_have_value("ABCDEFxy")
        await expect(page.get_by_text("Shift, press 2 more times to leave.")).to_be_attached()
        assert page.url.endswith(world.places["composer"].path)
