"""Pages of support in a real browser: what somebody asks themselves goes nowhere, the way in says how to leave, nothing
moves for whoever wants it still, and a list prints as a list."""

import pytest
from playwright.async_api import Page, Request, expect

from tests.journeys.browser import Person, people
from tests.journeys.site import SQLITE, Site

pytestmark = pytest.mark.stacks(SQLITE)
PAGES = ("/ready/", "/grounding/", "/before-you-start/", "/help/", "/help/list/", "/guidelines/easy/", "/limits/easy/")


async def test_support_around_the_words(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        visitor = await everybody.person("visitor")
        page = await visitor.goto("/")
        await page.get_by_role("main").get_by_role("link", name="Join").click()
        await expect(page.get_by_role("heading", name="Before you start: how to leave")).to_be_visible()
        await expect(page.get_by_role("main").get_by_text("not clear the history")).to_be_visible()
        assert {cookie["name"] for cookie in await visitor.context.cookies()} == set()

        await _ask_oneself(visitor)
        await _without_scripts(await (await everybody.person("plain", java_script_enabled=False)).goto("/ready/"))
        await _grounding(page, site)
        await _print(page, site)
        for path in PAGES:
            await visitor.goto(path)
            await visitor.check_axe(schemes=("light", "dark"), widths=(320,))
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


async def _ask_oneself(visitor: Person) -> None:
    """Tick, clear, go on, come back: no request carries any of it, and nothing stays."""
    asked: list[Request] = []
    page = await visitor.goto("/ready/")
    await page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request))
    boxes = page.get_by_role("checkbox")
    for number in range(await boxes.count()):
        await boxes.nth(number).focus()
        await page.keyboard.press("Space")
    await expect(page.get_by_role("main").get_by_role("status")).to_contain_text("Any of the three")
    await page.get_by_role("button", name="Clear my ticks").press("Enter")
    await expect(page.get_by_role("main").get_by_role("status")).to_have_count(0)
    await boxes.first.check()
    await page.keyboard.press("Enter")
    assert asked == [], "Nothing was asked of anybody while somebody asked themselves."
    assert await page.locator("main form, main [name]").count() == 0
    await page.get_by_role("link", name="A quiet moment").click()
    await visitor.back()
    assert not await page.get_by_role("checkbox").first.is_checked(), "Not even in this browser."
    main = [one for one in asked if one.is_navigation_request()]
    assert {one.method for one in asked} == {"GET"}
    assert all(one.post_data is None for one in asked)
    assert {one.url for one in main} <= {f"{visitor.url}/grounding/", f"{visitor.url}/ready/"}
    assert await page.evaluate("localStorage.length + sessionStorage.length") == 0


async def _without_scripts(page: Page) -> None:
    """Plain reading, with the same choices."""
    await expect(page.get_by_text("If few of these were true today")).to_be_visible()
    for pace in ("Only read", "Listen in a chat", "Write"):
        await expect(page.get_by_role("link", name=pace).first).to_be_visible()
    await expect(page.get_by_role("button", name="Clear my ticks")).to_have_count(0)


async def _grounding(page: Page, site: Site) -> None:
    """The circle moves only for whoever wants it to."""
    await page.goto(f"{site.url}/grounding/")
    await page.get_by_text("Breathe with a circle").click()
    moves = "getComputedStyle(document.querySelector('.breath-circle')).animationName"
    assert await page.evaluate(moves) == "breath"
    await page.get_by_label("Keep the circle still").check()
    assert await page.evaluate(moves) == "none"
    await page.get_by_label("Keep the circle still").uncheck()
    await page.emulate_media(reduced_motion="reduce")
    assert await page.evaluate(moves) == "none"
    await page.emulate_media(reduced_motion="no-preference")


async def _print(page: Page, site: Site) -> None:
    """A sheet for each need, and nothing round it."""
    await page.goto(f"{site.url}/help/list/")
    await page.emulate_media(media="print")
    assert await page.locator(".sheet-of-paper").count() > 3
    first = page.locator(".sheet-of-paper").first
    assert await first.evaluate("one => getComputedStyle(one).breakAfter") == "page"
    for gone in (".bar", ".top", ".foot"):
        await expect(page.locator(gone)).to_be_hidden()
    await page.emulate_media(media="screen")
