"""A new member writes while nobody from the team is here: it waits, kindly, until somebody has read it."""

import pytest
from playwright.async_api import expect

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.site import SQLITE, Site

# Who reads what has nothing to do with where the rows are, so one stack is enough.
pytestmark = pytest.mark.stacks(SQLITE)

BOARD = "Being heard"
TITLE = "The night bus"
WORDS = "I took the night bus, and I looked out of the window."


async def test_a_first_post_at_night_waits_for_a_first_look(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        nia, wren, ben, mo = [await everybody.person(name) for name in ("Nia", "somebody new", "Ben", "Mo")]
        await acts.sign_in_as(nia, site.cast["nia"])
        await _wait_while_away(nia)

        await acts.join(wren, "Quiet Wren")
        await acts.read_the_notice(wren)
        thread = await acts.begin_thread(wren, BOARD, TITLE, WORDS)
        await expect(wren.page.get_by_text(WORDS)).to_be_visible()

        await acts.sign_in_as(ben, site.cast["ben"])
        await _does_not_read(ben, thread)

        await acts.sign_in_as(mo, site.cast["mo"])
        await acts.start_shift(mo)
        await _let_through(mo)
        page = await ben.goto(thread)
        await expect(page.get_by_text(WORDS)).to_be_visible()


async def _wait_while_away(nia: Person) -> None:
    page = await nia.goto("/boards/settings/")
    board = page.get_by_role("region", name=BOARD)
    await board.get_by_label("While nobody from the team is here").check()
    await board.get_by_role("button", name="Save").click()
    await expect(board.get_by_label("While nobody from the team is here")).to_be_checked()


async def _does_not_read(ben: Person, thread: str) -> None:
    ben.expect("404")
    await ben.goto(thread)
    assert WORDS not in await ben.text()
    page = await ben.goto("/spaces/")
    await page.get_by_role("link", name=BOARD).first.click()
    assert TITLE not in await ben.text()


async def _let_through(mo: Person) -> None:
    page = await mo.goto("/desk/")
    await page.get_by_role("button", name="Claim the post by Quiet Wren").click()
    await expect(page.get_by_text("Nobody else can read this post until you have decided")).to_be_visible()
    await (
        page.locator("details", has=page.get_by_role("button", name="Decide", include_hidden=True))
        .locator("> summary")
        .click()
    )
    await page.get_by_label("Let everybody read the post").check()
    await page.get_by_role("button", name="Decide").click()
    await expect(page.get_by_text("Nobody else can read this post until you have decided")).to_have_count(0)
