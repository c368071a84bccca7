"""A page that looks for news by itself never takes away what somebody is typing on it."""

from playwright.async_api import expect

from tests.journeys import acts
from tests.journeys.browser import people
from tests.journeys.site import Site

LETTER = """
from forum.accounts.models import Account
from forum.inbox.services import tell_step
tell_step(member=Account.objects.get(pseudonym="Ada"), words="We are glad you are here.")
"""
WORDS = "I have been thinking about your letter all day."


async def test_typed_words_outlive_the_session_of_a_live_page(site: Site) -> None:
    site.a.manage("shell", fed=LETTER)
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        ada.expect("401")
        await acts.sign_in_as(ada, site.cast["ada"])
        page = await ada.goto("/messages/")
        await page.locator("#conversations a").first.click()
        await page.get_by_role("textbox", name="Write back").fill(WORDS)

        other = await ada.context.new_page()
        await other.goto(f"{ada.url}/spaces/")
        await other.get_by_role("button", name="Sign out").click()
        await expect(other.get_by_role("heading", name="You are welcome here")).to_be_visible()

        await page.wait_for_timeout(11_000)  # Longer than a page with nothing typed on it waits before it reloads.
        await expect(page.get_by_role("textbox", name="Write back")).to_have_value(WORDS)
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_text("What you wrote is kept")).to_be_visible()
        await page.get_by_label("Your sign-in name").fill(site.cast["ada"]["sign_in_name"])
        await page.get_by_label("Your pass phrase").fill(site.cast["ada"]["pass_phrase"])
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("textbox", name="Write back")).to_have_value(WORDS)
