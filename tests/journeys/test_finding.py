"""Somebody answers a post with one press without losing their place, keeps it, and finds it again by its words."""

import re
from urllib.parse import unquote

import pytest
from playwright.async_api import expect

from tests.journeys import acts
from tests.journeys.browser import people
from tests.journeys.site import SQLITE, Site

# What a press does in a browser has nothing to do with where the rows are.
pytestmark = pytest.mark.stacks(SQLITE)


async def test_a_post_is_answered_kept_and_found_again(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ada, ben = await everybody.person("Ada"), await everybody.person("Ben")
        await acts.sign_in_as(ada, site.cast["ada"])
        words = "The lantern by the harbour was lit.\n\n" + "Waves.\n\n" * 30
        address = ada.url + await acts.begin_thread(ada, "Being heard", "Low tide", words)

        await acts.sign_in_as(ben, site.cast["ben"])
        theirs = await ben.goto(address.removeprefix(ben.url))
        said = theirs.get_by_role("button", name="I hear you")
        await said.scroll_into_view_if_needed()
        before = await theirs.evaluate("scrollY")
        await said.press("Enter")
        await expect(said).to_have_attribute("aria-pressed", "true")
        assert await theirs.evaluate("scrollY") == before
        assert theirs.url == address
        await theirs.locator("details.more > summary").first.click()
        await theirs.get_by_role("button", name=re.compile("^Keep this")).click()
        await expect(theirs.locator('button[name="unkeep"]')).to_have_count(1)  # Seen or folded away.
        await ben.check_axe(schemes=("light", "dark"), widths=(320,))

        await ben.goto("/spaces/")
        await theirs.get_by_label("Search what you can read here").fill("“lantern by” harb")
        await theirs.keyboard.press("Enter")
        await expect(theirs.get_by_role("heading", name="What we found")).to_be_visible()
        assert "lantern" not in unquote(theirs.url)
        await expect(theirs.locator("mark")).to_have_text(["lantern by", "harbour"])
        await ben.check_axe(schemes=("light", "dark"), widths=(320,))
        await theirs.get_by_role("link", name="Low tide").click()
        await expect(theirs.get_by_role("heading", level=1, name="Low tide")).to_be_visible()

        await ada.page.reload()
        await expect(ada.page.get_by_text("Somebody said:")).to_contain_text("I hear you")
        for path in ("/spaces/kept/", "/spaces/since/", "/spaces/followed/", "/spaces/unanswered/"):
            await ben.goto(path)
            await ben.check_axe(schemes=("light", "dark"), widths=(320,))
