"""The main path with scripts switched off: everything but live arrival, by links, forms and reloading."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.site import POSTGRES, Site

# Where nobody is told, another process has to see it at the next look.
pytestmark = pytest.mark.stacks(POSTGRES)

TITLE = "Rain on the roof"
WORDS = "It was loud, and I did not sleep."
LETTER = "Hello. You do not have to answer this."
ANSWER = "I will, though. Thank you."


async def test_the_story_needs_no_scripts(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:

        async def person(name: str, key: str = "", url: str = "") -> Person:
            made = await everybody.person(name, url=url, java_script_enabled=False)
            if key:
                await acts.sign_in_as(made, site.cast[key])
            return made

        ada = await person("Ada")
        await acts.join(ada, "Slow River")
        await acts.read_the_notice(ada)
        thread = await acts.begin_thread(ada, "Being heard", TITLE, WORDS, ("Not being believed",))
        await acts.reply(ada, thread, "It is quiet now.")

        ben = await person("Ben", "ben")
        page = await ben.goto(thread)
        await expect(page.get_by_text(WORDS)).to_be_hidden()
        await page.locator("article.post details.cover > summary").first.click()
        await expect(page.get_by_text(WORDS)).to_be_visible()
        receipt = await acts.flag(ben, thread, "They have not slept.")

        mo = await person("Mo", "mo", site.b.url)
        await acts.start_shift(mo)
        await claim_and_hand_on(mo)
        await ben.goto(receipt)
        await expect(ben.page.get_by_text("Passed to the safeguarding team").first).to_be_visible()

        lea = await person("Lea", "lea", site.b.url)
        await acknowledge_and_write(lea)
        await read_and_answer(ada)
        await lea.page.reload()
        await expect(lea.page.locator("#letters").get_by_text(ANSWER)).to_be_visible()


async def test_an_evening_on_the_rota_needs_no_scripts(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        nia = await everybody.person("Nia", java_script_enabled=False)
        await acts.sign_in_as(nia, site.cast["nia"])
        await acts.plan_evening(nia, days=5)

        ola = await everybody.person("Ola", url=site.b.url, java_script_enabled=False)
        await acts.sign_in_as(ola, site.cast["ola"])
        page = await ola.goto("/shifts/open/")
        await page.get_by_role("button", name=re.compile("Take host")).first.click()
        await expect(page.get_by_role("heading", name=re.compile("You are on this shift"))).to_be_visible()
        await acts.start_shift(ola)
        page = await ola.goto("/shift/")
        await page.get_by_role("link", name="Write for the next shift").first.click()
        await page.get_by_label("For the next shift").fill("It was calm.")
        await page.get_by_role("button", name="Leave it for them").click()
        await expect(page.get_by_text("Nobody has read it yet.")).to_be_visible()
        await page.goto(f"{ola.url}/shift/")
        await page.get_by_role("button", name="End my shift").click()
        await expect(page.get_by_role("heading", name="Two minutes for you")).to_be_visible()
        await page.get_by_label(re.compile("^2")).check()
        await page.get_by_role("button", name=re.compile("^Send it to")).click()
        await expect(page.get_by_role("heading", name="Thank you. You can let this shift go")).to_be_visible()


async def claim_and_hand_on(mo: Person) -> None:
    page = await mo.goto("/desk/")
    await page.get_by_role("button", name="Claim the post by Slow River").click()
    await page.locator("details.cover > summary").first.click()
    await expect(page.get_by_text(WORDS).first).to_be_visible()
    await page.get_by_role("textbox", name="Anything they should know").fill("Please look tonight.")
    await page.get_by_role("button", name="Hand on", exact=True).click()
    await expect(page.get_by_text("Handed on. Safeguarding has it from here.")).to_be_visible()


async def acknowledge_and_write(lea: Person) -> None:
    page = await lea.goto("/concerns/")
    await page.get_by_role("button", name=re.compile("^Acknowledge")).first.click()
    await expect(page.get_by_role("heading", name="The case of Slow River")).to_be_visible()
    await page.get_by_role("textbox", name="Write to them").fill(LETTER)
    await page.locator("#write").get_by_role("button", name="Send").click()
    await expect(page.locator("#letters").get_by_text(LETTER)).to_be_visible()


async def read_and_answer(ada: Person) -> None:
    page = await ada.goto("/messages/")
    await page.locator("#conversations a").first.click()
    await expect(page.get_by_text(LETTER)).to_be_visible()
    await page.get_by_role("textbox", name="Write back").fill(ANSWER)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("#letters").get_by_text(ANSWER)).to_be_visible()
