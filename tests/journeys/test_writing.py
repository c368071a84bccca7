"""Somebody writes with a script running: what they type is kept by itself, looked over, seen as others will see it."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.journeys import acts
from tests.journeys.browser import people
from tests.journeys.site import SQLITE, Site

# What a browser does while somebody types has nothing to do with where the rows are.
pytestmark = pytest.mark.stacks(SQLITE)

WORDS = "The tide was out. Ring 07700 900123."


async def test_what_is_typed_is_kept_and_looked_over(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ben = await everybody.person("Ben")
        await acts.sign_in_as(ben, site.cast["ben"])
        page = await ben.goto("/spaces/")
        await page.get_by_role("link", name=re.compile("^Being heard")).click()
        await page.get_by_role("link", name="Begin a thread").click()
        await page.get_by_label("Your words").fill(WORDS)
        await expect(page.get_by_text(re.compile(r"^Kept at \d\d:\d\d"))).to_be_visible()
        # Leaving empties the form on the page, and never what is kept.
        address = urlsplit(page.url).path
        await acts.leave(ben)
        await acts.sign_in_as(ben, site.cast["ben"])
        await ben.goto(address)
        await expect(page.get_by_label("Your words")).to_have_value(WORDS)

        await page.locator("details.picker > summary").click()
        await page.get_by_label("Find a warning").fill("polic")
        await expect(page.get_by_label("Flashbacks", exact=True)).to_be_hidden()
        await page.get_by_label("Police and court", exact=True).check()
        await page.get_by_label("A title").fill("Low tide")
        await page.get_by_role("button", name="Look it over with me").click()
        await page.get_by_role("button", name=re.compile("^Take it out for me")).click()
        await expect(page.get_by_label("Your words")).to_have_value("The tide was out. Ring (left out).")
        await page.get_by_role("button", name="See how others will see it").click()
        await expect(page.get_by_role("heading", name="How others will see it")).to_be_visible()
        await ben.check_axe(schemes=("light", "dark"), widths=(320,))
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_role("heading", level=1, name="Low tide")).to_be_visible()
        await ben.check_axe(schemes=("light", "dark"), widths=(320,))
        await ben.goto("/drafts/")
        await expect(page.get_by_text("You have no drafts.")).to_be_visible()
        ben.assert_clean()
