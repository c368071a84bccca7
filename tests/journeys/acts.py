"""What people do, in the words of the pages: each act ends when its page says that it is done."""

import re
from datetime import timedelta
from typing import Any

from playwright.async_api import Page, expect

from forum.core import clock
from forum.core.when import local
from tests.journeys.browser import Person
from tests.journeys.codes import next_code

PASS_PHRASE = "a kettle, a lamp and rain"


async def join(person: Person, pseudonym: str, word: str = "lighthouse") -> str:
    """Join, keep the recovery phrase and prove it. Returns the sign-in name."""
    page = await person.goto("/join/")
    await fill_join(page, pseudonym, word)
    await page.get_by_role("button", name="Join").click()
    await expect(page.get_by_role("heading", name="Keep these words safe")).to_be_visible()
    sign_in_name = (await page.locator(".code-big").inner_text()).strip()
    words = await page.locator("ol.phrase li").all_inner_texts()
    assert len(words) == 12
    for box in await page.locator("input[name^=word_]").all():
        place = int(str(await box.get_attribute("name")).removeprefix("word_"))
        await box.fill(words[place - 1].strip())
    await page.get_by_role("button", name="I have kept them").click()
    await expect(page.get_by_role("button", name="I have read this")).to_be_visible()
    return sign_in_name


async def fill_join(page: Page, pseudonym: str, word: str) -> None:
    await page.get_by_label("A name that others will see").fill(pseudonym)
    await page.get_by_label("A word for signing in").fill(word)
    await page.get_by_label("A pass phrase", exact=True).fill(PASS_PHRASE)
    await page.get_by_label("The same pass phrase again").fill(PASS_PHRASE)
    await page.get_by_label("I am 18 or over").check()


async def sign_in(person: Person, sign_in_name: str, pass_phrase: str = PASS_PHRASE) -> Page:
    page = await person.goto("/sign-in/")
    await fill_sign_in(page, {"sign_in_name": sign_in_name, "pass_phrase": pass_phrase})
    return page


async def fill_sign_in(page: Page, keys: dict[str, Any]) -> None:
    """Sign in on the page that asks for it, wherever it appeared."""
    await page.get_by_label("Your sign-in name").fill(keys["sign_in_name"])
    await page.get_by_label("Your pass phrase").fill(keys["pass_phrase"])
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", level=1, name="Sign in", exact=True)).to_have_count(0)


async def sign_in_as(person: Person, keys: dict[str, Any]) -> Page:
    """Somebody of the cast, with the second factor where there is one."""
    page = await sign_in(person, keys["sign_in_name"], keys["pass_phrase"])
    if keys["seed"]:
        await page.get_by_label("The code that your authenticator app shows now").fill(await next_code(keys["seed"]))
        await page.get_by_role("button", name="Go on").click()
        await page.wait_for_url(lambda url: "/second-factor/" not in url)
    return page


async def start_shift(person: Person) -> None:
    page = await person.goto("/shifts/")
    await page.get_by_role("button", name="Start my shift").first.click()
    await expect(page.get_by_role("button", name="End my shift").first).to_be_visible()


async def plan_evening(manager: Person, *, days: int) -> None:
    """Add an evening shift in so many days that nobody is on yet."""
    page = await manager.goto("/shifts/new/")
    day = local(clock.now()).date() + timedelta(days=days)
    await page.get_by_label("Day", exact=True).fill(day.isoformat())
    await page.get_by_label("From", exact=True).fill("18:00")
    await page.get_by_label("Until", exact=True).fill("21:00")
    await page.get_by_role("button", name="Add this shift").click()
    await expect(page.get_by_role("heading", level=1, name="Add a shift")).to_have_count(0)


async def begin_thread(person: Person, board: str, title: str, words: str, warnings: tuple[str, ...] = ()) -> str:
    """Begin a thread through the list of boards. Returns its path."""
    page = await person.goto("/spaces/")
    await page.get_by_role("link", name=re.compile(f"^{board}")).click()
    await page.get_by_role("link", name="Begin a thread").click()
    await page.get_by_label("A title").fill(title)
    await page.get_by_label("Your words").fill(words)
    if warnings:
        await page.locator("details.picker > summary").click()
        for name in warnings:
            await page.get_by_label(name, exact=True).check()
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    return page.url.removeprefix(person.url)


async def reply(person: Person, path: str, words: str) -> None:
    page = await person.goto(path)
    await page.get_by_role("link", name="Reply", exact=True).click()
    await page.get_by_label("Your words").fill(words)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text(words)).to_be_visible()


async def set_filter(person: Person, warning: str, view: str) -> None:
    page = await person.goto("/filters/")
    row = page.get_by_role("group", name=re.compile(f"^{re.escape(warning)} "))
    await row.get_by_label(view, exact=True).check()
    await page.get_by_role("button", name="Keep this").last.click()
    await expect(page.get_by_text("Kept. It holds everywhere")).to_be_visible()


async def leave(person: Person) -> None:
    """Press "Leave now" and wait for the weather."""
    await person.page.locator(".bar .leave").click()
    await expect(person.page.get_by_role("heading", name="Dry, with a light wind.")).to_be_visible()


async def read_the_notice(person: Person) -> None:
    page = await person.goto("/limits/read/")
    await page.get_by_role("button", name="I have read this").click()
    await expect(
        page.get_by_role("heading", level=1, name=re.compile("^(How would you like to read|Boards)"))
    ).to_be_visible()
    if "/filters/begin/" in page.url:  # Whoever is new is asked once.
        await page.get_by_role("button", name="Not now").click()
        await expect(page.get_by_role("heading", level=1, name="Boards")).to_be_visible()


async def flag(person: Person, path: str, note: str) -> str:
    """Ask the team to look at the first post of somebody else on the page at `path`. Returns the receipt's path."""
    page = await person.goto(path)
    await page.get_by_role("link", name=re.compile("Ask the team to look")).first.click()
    await page.get_by_label("I am worried about this person").check()
    await page.get_by_label("Anything you want us to know").fill(note)
    await page.get_by_role("button", name="Send to the team").click()
    await expect(page.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    return page.url.removeprefix(person.url)
