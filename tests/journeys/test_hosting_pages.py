"""Holding a session, in a real browser: what arrives beside the room while a host writes, and every page of hosts on
the smallest screen, in both colours, with the keyboard, and without scripts."""

import pytest
from playwright.async_api import Page, expect

from tests.journeys import acts
from tests.journeys.browser import People, Person, people
from tests.journeys.site import SQLITE, Site
from tests.journeys.test_chat_room import enter, open_room, say
from tests.journeys.test_keyboard import SMALL, TOO_WIDE

# What stands beside a room has nothing to do with where the rows are, so one stack is enough.
pytestmark = pytest.mark.stacks(SQLITE)

BOTH = ("light", "dark")


async def test_holding_a_session(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        room, mo, _ = await open_room(site, everybody)
        ada = await everybody.person("Ada")
        await acts.sign_in_as(ada, site.cast["ada"])
        there = await enter(ada, room)
        await what_waits_is_read_beside_the_room(mo.page, there)
        await a_call_is_answered_and_nothing_typed_is_lost(mo.page, there)
        await a_breathing_space(mo.page, there)
        await handing_on_takes_two_presses(mo.page)
        await every_page_fits(mo, room)
        await it_needs_no_scripts(site, everybody, room)


async def what_waits_is_read_beside_the_room(host: Page, there: Page) -> None:
    # With the keyboard alone.
    await host.locator("#steer-pace > summary").focus()
    await host.keyboard.press("Enter")
    await host.get_by_label("Hosts read every message first").focus()
    await host.keyboard.press("Space")
    await host.get_by_role("button", name="Set the pace").press("Enter")
    await expect(host.locator("#side-facts")).to_contain_text("every message is read first")
    await say(there, "My first line.")
    held = host.locator("#side-held")
    await expect(held).to_contain_text("My first line.")
    await held.get_by_role("button", name="Let it through").click()
    await expect(held).to_have_count(0)
    await expect(there.get_by_text("Only you can read this so far.")).to_have_count(0)


async def a_call_is_answered_and_nothing_typed_is_lost(host: Page, there: Page) -> None:
    box = host.locator("[data-box] textarea")
    await box.fill("Half a sentence")
    await there.get_by_role("button", name="I am not OK").click()
    call = host.locator("#side-calls")
    await expect(call).to_contain_text("Ada is not OK and asks for a host")
    await expect(call.locator(".clock-words")).to_contain_text("left")
    await call.get_by_role("button", name="I am with them").click()
    panel = host.get_by_role("region", name="In private with Ada")
    await expect(panel.get_by_label("Your words")).to_be_focused()
    await panel.get_by_label("Your words").fill("I am here.")
    await panel.get_by_role("button", name="Send to Ada").click()
    await expect(there.get_by_role("region", name="In private with a host")).to_contain_text("I am here.")
    await expect(panel.locator("[data-said] > li")).to_contain_text("I am here.")
    await expect(call).to_have_count(0)
    await expect(box).to_have_value("Half a sentence")
    await box.fill("")


async def a_breathing_space(host: Page, there: Page) -> None:
    await host.locator("#steer-pause > summary").click()
    await host.locator("#steer-pause textarea").fill("Let us all breathe.")
    await host.get_by_role("button", name="Pause the room").click()
    await expect(there.get_by_text("Let us all breathe.")).to_be_visible()
    await host.get_by_role("button", name="Go on").click()
    await expect(there.get_by_text("Let us all breathe.")).to_be_hidden()


async def handing_on_takes_two_presses(host: Page) -> None:
    message = host.locator("[data-said=room] > li").last
    await message.get_by_role("link", name="Act on this message").click()
    await host.get_by_role("button", name="Hand it on").click()
    await expect(host.get_by_text("Handed on. Safeguarding has it from here.")).to_be_visible()


async def every_page_fits(mo: Person, room: str) -> None:
    page = mo.page
    act = await page.locator("[data-said=room] > li a[data-part=act]").last.get_attribute("href")
    person = await page.get_by_role("link", name="What you can do for Ada").get_attribute("href")
    paths = [f"/hosting/{room}/room/", f"/hosting/{room}/", str(act), str(person)]
    paths += ["/hosting/", "/hosting/plan/", "/hosting/support/", "/hosting/log/"]
    for path in paths:
        await mo.goto(path)
        await mo.check_axe(schemes=BOTH, widths=(SMALL, 1280))
        await page.set_viewport_size({"width": SMALL, "height": 640})
        width = await page.evaluate("document.scrollingElement.scrollWidth")
        assert width <= SMALL, f"{path}: {await page.evaluate(TOO_WIDE)}"


async def it_needs_no_scripts(site: Site, everybody: People, room: str) -> None:
    ola = await everybody.person(
        "Ola on an old phone", java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    await acts.sign_in_as(ola, site.cast["ola"])
    page = await ola.goto(f"/hosting/{room}/room/")
    hosts = page.get_by_role("region", name="Among the hosts")
    await hosts.get_by_label("Your words").fill("Shall we go slower?")
    await hosts.get_by_role("button", name="Send to the hosts").click()
    await expect(hosts.locator("[data-said] > li")).to_contain_text("Shall we go slower?")
    await page.locator("#steer-closing > summary").click()
    await page.locator("#steer-closing textarea").fill("Thank you, everybody.")
    await page.get_by_role("button", name="Begin the closing round").click()
    await expect(page.locator(".chat-state")).to_contain_text("Thank you, everybody.")
    await page.get_by_role("button", name="Close the room now").click()
    await expect(page.get_by_role("heading", name="How it was")).to_be_visible()
    await expect(page.locator("main")).to_contain_text("One person came")
