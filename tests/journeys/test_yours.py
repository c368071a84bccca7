"""What is one's own, in a real browser: a key that a device holds, and the cover over a page."""

import re
from contextlib import AbstractAsyncContextManager

import pytest
from playwright.async_api import Page, expect

from tests.journeys import acts
from tests.journeys.browser import People, Person, people
from tests.journeys.site import SQLITE, Site

WORDS = "We walked along the"
REST = " sea, and it was quiet."
# A device in the browser's own laboratory: it holds keys, and says that it asked for a finger.
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


pytestmark = pytest.mark.stacks(SQLITE)


def under_a_name(site: Site) -> AbstractAsyncContextManager[People]:
    """People who come to the site under a name: an address of numbers can have no keys."""
    named = f"localhost:{site.a.port}"
    return people(f"http://{named}", site.allowed_hosts | {named})


async def test_a_key_is_made_and_opens_and_a_covered_page_loses_nothing(site: Site) -> None:
    async with under_a_name(site) as everybody:
        ada = await everybody.person("Ada")
        laboratory = await ada.context.new_cdp_session(ada.page)
        await laboratory.send("WebAuthn.enable")
        await laboratory.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        await acts.sign_in_as(ada, site.cast["ada"])
        await make_a_key(ada, site)
        await come_in_with_it(ada)
        await cover_and_uncover(ada, site)


async def make_a_key(ada: Person, site: Site) -> None:
    page = await ada.goto("/yours/keys/")
    await ada.check_axe()
    await page.get_by_role("link", name="Add a key").click()
    await page.get_by_label("What you call this key").fill("My phone")
    await page.locator("main").get_by_label("Your pass phrase").fill(site.cast["ada"]["pass_phrase"])
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_role("heading", name="My phone")).to_be_visible()


async def come_in_with_it(ada: Person) -> None:
    page = ada.page
    await page.get_by_role("button", name="Sign out", exact=True).click()
    await page.wait_for_url("**/")
    await ada.goto("/sign-in/?next=/spaces/")
    await page.get_by_role("button", name="Use a key on my device").click()
    await page.wait_for_url("**/spaces/")
    await expect(page.get_by_role("heading", name="Boards", level=1)).to_be_visible()


async def cover_and_uncover(ada: Person, site: Site) -> None:
    page = ada.page
    board = re.findall(r'href="(/spaces/[0-9a-f-]+/)"', await page.content())[0]
    await ada.goto(f"{board}write/")
    words = page.get_by_role("textbox", name="Your words")
    await words.fill(WORDS)
    title = await page.title()
    for _ in range(3):
        await page.keyboard.press("Escape")
    await expect(page.get_by_role("heading", name="Covered")).to_be_visible()
    await expect(page.get_by_label("Pass phrase")).to_be_focused()
    assert WORDS not in await page.inner_text("body")
    assert await reached_by_tab(page) <= {"cover-phrase", "Take the cover off", "Leave instead"}
    assert title != await page.title()
    await ada.check_axe(schemes=("light", "dark"), widths=(320,))
    other = await ada.context.new_page()
    ada.expect("403")
    await other.goto(f"{ada.url}/spaces/")
    assert "Boards" not in await other.inner_text("body")
    await other.close()
    ada.expect("409")
    await page.get_by_label("Pass phrase").fill("not my pass phrase")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("not the pass phrase")).to_be_visible()
    await page.get_by_label("Pass phrase").fill(site.cast["ada"]["pass_phrase"])
    await page.keyboard.press("Enter")
    await expect(words).to_be_visible()
    await expect(words).to_be_focused()
    await page.keyboard.press("End")
    await page.keyboard.type(REST)
    assert await words.input_value() == WORDS + REST
    assert title == await page.title()


async def reached_by_tab(page: Page) -> set[str]:
    """What the key Tab comes to: ids, or the words on it."""
    found = set()
    for _ in range(8):
        await page.keyboard.press("Tab")
        found.add(await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    return found - {await page.evaluate("document.body.textContent.trim()")}


async def test_it_covers_itself_after_the_time_one_chose_and_on_the_way_back(site: Site) -> None:
    async with under_a_name(site) as everybody:
        ben = await everybody.person("Ben")
        page = ben.page
        await page.clock.install()
        await acts.sign_in_as(ben, site.cast["ben"])
        await ben.goto("/yours/cover/")
        await page.get_by_label("1 minute", exact=True).check()
        await page.get_by_role("button", name="Keep this").click()
        await expect(page.get_by_label("1 minute", exact=True)).to_be_checked()
        await ben.goto("/yours/")
        await page.clock.fast_forward(50_000)
        await page.keyboard.press("Shift")
        await page.clock.fast_forward(50_000)
        await expect(page.get_by_role("heading", name="Yours", level=1)).to_be_visible()
        await page.clock.fast_forward(11_000)
        await expect(page.get_by_role("heading", name="Covered")).to_be_visible()
        ben.expect("403")
        assert "Everything here is about you" not in await ben.back()
        await expect(page.get_by_label("Pass phrase")).to_be_visible()
