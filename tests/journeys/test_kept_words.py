"""A session that ends while somebody writes: the words come back, to the one who wrote them."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.site import POSTGRES, Site

# Where no copy of a session is in the memory of the server.
pytestmark = pytest.mark.stacks(POSTGRES)

# Everybody has been away for a long time.
AWAY = """
from importlib import import_module
from django.conf import settings
from django.contrib.sessions.models import Session
engine = import_module(settings.SESSION_ENGINE)
for key in list(Session.objects.values_list("pk", flat=True)):
    engine.SessionStore(key).delete()
"""


def end_every_session(site: Site) -> None:
    site.a.manage("shell", fed=AWAY)


TYPED = "I wanted to say this carefully, and it took a while.\n\nTwo paragraphs, then."


async def test_words_come_back_after_the_session_ended(site: Site) -> None:
    """Only to the one who wrote them: with the warnings ticked, and once."""
    async with people(site.url, site.allowed_hosts) as everybody:
        ben = await everybody.person("Ben")
        await acts.sign_in_as(ben, site.cast["ben"])
        await write_until_the_session_is_gone(ben, site)
        await expect(ben.page.get_by_text("What you wrote is kept")).to_be_visible()
        assert TYPED not in await ben.page.content()
        await acts.fill_sign_in(ben.page, site.cast["ben"])
        await expect(ben.page.get_by_label("Your words")).to_have_value(TYPED)
        await expect(ben.page.get_by_label("A title")).to_have_value("Slowly")
        for name in ("Flashbacks", "Police and court"):
            await expect(ben.page.get_by_label(name, exact=True)).to_be_checked()
        await ben.page.get_by_role("button", name="Send").click()
        await expect(ben.page.get_by_role("heading", level=1, name="Slowly")).to_be_visible()
        await expect(ben.page.get_by_text("it took a while")).to_be_visible()


async def test_words_do_not_come_back_to_somebody_else(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ben = await everybody.person("Ben")
        await acts.sign_in_as(ben, site.cast["ben"])
        path = await write_until_the_session_is_gone(ben, site)
        await acts.fill_sign_in(ben.page, site.cast["ada"])
        assert TYPED[:20] not in await ben.page.content()
        await ben.goto(path)
        await expect(ben.page.get_by_label("Your words")).to_have_value("")
        await expect(ben.page.get_by_label("A title")).to_have_value("")


async def write_until_the_session_is_gone(ben: Person, site: Site) -> str:
    """Type a thread, lose the session as one does by being away, and press Send. Returns the path of the form."""
    page = await ben.goto("/spaces/")
    await page.get_by_role("link", name=re.compile("^Being heard")).click()
    await page.get_by_role("link", name="Begin a thread").click()
    await page.get_by_label("A title").fill("Slowly")
    await page.get_by_label("Your words").fill(TYPED)
    await page.locator("details.picker > summary").click()
    for name in ("Flashbacks", "Police and court"):
        await page.get_by_label(name, exact=True).check()
    path = page.url.removeprefix(ben.url)
    await asyncio.to_thread(end_every_session, site)
    ben.expect("401")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    return path
