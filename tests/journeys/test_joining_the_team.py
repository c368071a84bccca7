"""Somebody asks to join the team, is answered kindly, and begins: nothing on the way says which member they are."""

import re

import pytest
from playwright.async_api import Page, expect

from forum.core import clock
from forum.core.when import local
from tests.journeys import acts
from tests.journeys.browser import People, Person, people
from tests.journeys.codes import next_code
from tests.journeys.site import SQLITE, Site

# Who reads what has nothing to do with where the rows are, so one stack is enough.
pytestmark = pytest.mark.stacks(SQLITE)

BOTH = ("light", "dark")
CARE = "I walk by the water, and I ring a friend."
VIEW = "They know where their limits are."
WELCOME = "Thank you for writing to us. We would be glad to have you."


async def test_from_a_member_to_a_trainee(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        await acts.sign_in_as(ada, site.cast["ada"])
        await _ask(ada)

        nia = await _in(everybody, site, "nia")
        application = await _ask_two_to_read(nia)
        for key in ("lea", "sam"):
            await _say(await _in(everybody, site, key), application)
        await _talk_and_welcome(nia, application)
        link = await _take_the_link(ada)

        wren = await everybody.person("somebody new", url=site.url)
        await _begin(wren, link)
        await _look_around(wren)
        await _see_the_ladder(nia)


async def _in(everybody: People, site: Site, key: str) -> Person:
    someone = await everybody.person(key.capitalize())
    await acts.sign_in_as(someone, site.cast[key])
    return someone


async def _ask(ada: Person) -> None:
    page = await ada.goto("/join-the-team/")
    await ada.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("link", name="Look at the questions").click()
    for box in await page.locator("textarea[name^=q_]").all():
        await box.fill("I have time on Tuesdays.")
    await page.get_by_label("What do you do to look after yourself?").fill(CARE)
    await ada.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_role("heading", name="What you sent us")).to_be_visible()
    await ada.check_axe(schemes=BOTH, widths=(320,))


async def _ask_two_to_read(nia: Person) -> str:
    page = await nia.goto("/applications/")
    await nia.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("link", name=re.compile("^Sent on")).click()
    for name in ("Lea", "Sam"):
        await page.get_by_label("Who should read it?").select_option(label=name)
        await page.get_by_role("button", name="Ask them").click()
        await expect(page.get_by_role("heading", level=3, name=name)).to_be_visible()
    await nia.check_axe(schemes=BOTH, widths=(320,))
    assert "Ada" not in await nia.text()
    return page.url.removeprefix(nia.url)


async def _say(reader: Person, application: str) -> None:
    page = await reader.goto(application)
    await expect(page.get_by_text(CARE)).to_be_visible()
    assert "Ada" not in await reader.text()
    await page.get_by_label("Let us talk").check()
    await page.get_by_label("What makes you think so?").fill(VIEW)
    await page.get_by_role("button", name="Say it").click()
    await expect(page.get_by_text(VIEW).first).to_be_visible()


async def _talk_and_welcome(nia: Person, application: str) -> None:
    page = await nia.goto(application)
    await page.get_by_text("Write down how it went").click()
    await page.get_by_label("The day you talked").fill(local(clock.now()).date().isoformat())
    await page.get_by_label("What you talked about").fill("We talked about evenings and about rest.")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("We talked about evenings")).to_be_visible()
    await page.get_by_role("link", name=re.compile("Welcome them")).click()
    await page.get_by_label("What they read").fill(WELCOME)
    await nia.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name="Send this answer").click()
    await expect(page.get_by_role("heading", name="What we answered")).to_be_visible()


async def _take_the_link(ada: Person) -> str:
    page = await ada.goto("/join-the-team/")
    await expect(page.get_by_text(WELCOME)).to_be_visible()
    await page.get_by_role("button", name="Make my link").click()
    link = (await page.locator(".code-big").first.inner_text()).strip()
    await page.get_by_role("button", name="I have kept it").click()
    page = await ada.goto("/join-the-team/")
    await expect(page.get_by_role("heading", name="What you sent us")).to_have_count(0)
    return link


async def _begin(wren: Person, link: str) -> None:
    page = wren.page
    await page.goto(link)
    await page.get_by_label("Your duty name").fill("Wren")
    await page.get_by_label("A word for signing in").fill("harbour")
    await page.get_by_label("A pass phrase", exact=True).fill(acts.PASS_PHRASE)
    await page.get_by_label("The same pass phrase again").fill(acts.PASS_PHRASE)
    await page.locator("main form").get_by_role("button").last.click()
    await page.get_by_role("button", name="I have kept it").click()
    await _set_second_factor(page)


async def _set_second_factor(page: Page) -> None:
    """The picture is for a phone; the letters below it say the same."""
    seed = (await page.locator(".code-big").inner_text()).strip()
    await page.get_by_role("textbox").fill(await next_code(seed))
    await page.get_by_role("button", name="It works").click()
    await page.get_by_role("link", name="I have kept them").click()


async def _look_around(wren: Person) -> None:
    """A trainee learns, and the desk is not theirs yet."""
    for path in ("/training/", "/training/desk/", "/stages/", "/welfare/", "/supervision/", "/shifts/"):
        await wren.goto(path)
        await wren.check_axe(schemes=BOTH, widths=(320,))
    page = await wren.goto("/desk/")
    wren.expect("403|404")
    await expect(page.get_by_role("heading", name="Boards")).to_have_count(0)


async def _see_the_ladder(nia: Person) -> None:
    page = await nia.goto("/stages/team/")
    await nia.check_axe(schemes=BOTH, widths=(320,))
    await expect(page.get_by_text("Wren").first).to_be_visible()
