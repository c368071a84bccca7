"""Every page that a link leads to, for a member and for a manager: on the smallest screen, in both colours, with every
fold open. Nothing for axe to find, nothing too wide, nothing that goes wrong in the browser, and it prints.

The pages are found by following links, one page for each address of the site, so that a new page is looked at too.
"""

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.site import SQLITE, Site
from tests.journeys.test_keyboard import SMALL

# Widths and colours have nothing to do with where the rows are.
pytestmark = pytest.mark.stacks(SQLITE)
# They end the visit, or are files.
NOT_PAGES = {"accounts:leave", "accounts:sign_out", "rooms:calendar", "rota:feed", "hours:payroll", "core:health"}
OPEN_FOLDS = "for (const one of document.querySelectorAll('main details')) one.open = true"
# What sticks out on the right, unless it stands in something that scrolls by itself.
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter((one) => {
  if (one.getBoundingClientRect().right <= innerWidth + 1 || one.closest(".vh")) return false;
  for (let around = one.parentElement; around; around = around.parentElement)
    if (["auto", "scroll"].includes(getComputedStyle(around).overflowX)) return false;
  return true;
}).map((one) => one.outerHTML.slice(0, 90)).slice(0, 3)"""
LINKS = "[...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map((one) => one.getAttribute('href'))"


async def test_everything_a_member_can_reach(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ada, ben = await everybody.person("Ada"), await everybody.person("Ben")
        await acts.sign_in_as(ada, site.cast["ada"])
        thread = await acts.begin_thread(
            ada, "Being heard", "The long way", "I walked home the long way.", ("Not being believed",)
        )
        await acts.sign_in_as(ben, site.cast["ben"])
        seen, found = await _walk(ben, thread, "/spaces/")
    assert found == []
    assert {"threads:thread", "threads:reply", "warnings:filters", "inbox:list", "support:help"} <= seen


async def test_everything_a_manager_shapes(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        nia = await everybody.person("Nia")
        await acts.sign_in_as(nia, site.cast["nia"])
        seen, found = await _walk(
            nia, "/boards/settings/", inside=("/boards/", "/warnings/", "/notices/", "/directory/", "/site/")
        )
    assert found == []
    assert {"boards:settings", "support:directory", "confidentiality:publish"} <= seen


async def _walk(person: Person, *starts: str, inside: tuple[str, ...] = ("/",)) -> tuple[set[str], list[str]]:
    """Follow every link from `starts`. Returns the names of the addresses that were looked at, and what was found."""
    seen: set[str] = set()
    found: list[str] = []
    ahead = deque(starts)
    while ahead:
        path = ahead.popleft()
        name = _name(path)
        if not name or name in seen or name in NOT_PAGES:
            continue
        seen.add(name)
        page = await person.goto(path)
        ahead += [one for one in await page.evaluate(LINKS) if one.startswith(inside)]
        found += [f"{path}: {problem}" for problem in await _problems(person)]
    return seen, found


async def _problems(person: Person) -> list[str]:
    """What is wrong with this page on the smallest screen, in both colours, with every fold open, and on paper."""
    page = person.page
    await page.set_viewport_size({"width": SMALL, "height": 640})
    await page.evaluate(OPEN_FOLDS)
    found = [f"too wide: {one}" for one in await page.evaluate(TOO_WIDE)]
    found += await person.axe()
    await page.emulate_media(color_scheme="dark")
    found += [f"in the dark: {one}" for one in await person.axe("color-contrast")]
    await page.emulate_media(color_scheme=None, media="print")
    found += [] if (await page.locator("main").inner_text()).strip() else ["prints nothing"]
    await page.emulate_media(media="screen")
    await page.set_viewport_size({"width": 1100, "height": 800})
    return found


def _name(path: str) -> str:
    """The name of the address, or nothing for what is no page of ours."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
