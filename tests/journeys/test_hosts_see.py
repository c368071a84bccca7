"""What a host sees from wherever they read, and what is left on the pages of a room when it is over."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.journeys import acts
from tests.journeys.browser import people
from tests.journeys.site import SQLITE, Site
from tests.journeys.test_chat_room import enter, open_room, say

# What is in sight has nothing to do with where the rows are, so one stack is enough.
pytestmark = pytest.mark.stacks(SQLITE)

IS_IN_SIGHT = """(one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


async def test_from_a_call_to_the_end(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        room, mo, ola = await open_room(site, everybody)
        ada = await everybody.person("Ada")
        await acts.sign_in_as(ada, site.cast["ada"])
        there = await enter(ada, room)
        await ola.page.set_viewport_size({"width": 390, "height": 700})
        await say(there, "One line.\n" * 60)
        await expect(mo.page.locator("[data-said=room] > li")).to_have_count(1)
        await a_call_is_in_sight_wherever_one_reads(mo.page, ola.page, there)
        await the_end_leads_on_and_offers_nothing_more(mo.page, ola.page, there)


async def a_call_is_in_sight_wherever_one_reads(wide: Page, narrow: Page, there: Page) -> None:
    for host in (wide, narrow):
        await host.locator("#newest").scroll_into_view_if_needed()
        await expect(host.locator("#bell")).to_be_hidden()
    await there.get_by_role("button", name="I am not OK").click()
    for host in (wide, narrow):
        bell = host.get_by_role("link", name="Somebody needs you")
        await expect(bell).to_be_visible()
        assert await bell.evaluate(IS_IN_SIGHT)
        await expect(host).to_have_title(re.compile(r"^\(1\) "))
    await narrow.get_by_role("link", name="Somebody needs you").click()
    await narrow.get_by_role("button", name="I am with them").click()
    for host in (wide, narrow):
        await expect(host.locator("#bell")).to_be_hidden()
        await expect(host).not_to_have_title(re.compile(r"^\(1\) "))


async def the_end_leads_on_and_offers_nothing_more(closer: Page, other: Page, there: Page) -> None:
    await there.locator("[data-box] textarea").fill("")
    await closer.locator("#steer-closing > summary").click()
    await closer.get_by_role("button", name="Begin the closing round").click()
    await closer.get_by_role("button", name="Close the room now").click()
    await expect(closer.get_by_role("heading", name="How it was")).to_be_visible()
    await expect(other.get_by_role("link", name="How it was").first).to_be_visible()
    await expect(there.get_by_role("link", name="What happens now")).to_be_visible()
    for name in ("Send", "Send to the hosts", "I am not OK", "Leave the room"):
        await expect(there.get_by_role("button", name=name, exact=True)).to_have_count(0)
    await there.emulate_media(media="print")
    await expect(there.get_by_role("log", name="What is written here")).to_be_hidden()
