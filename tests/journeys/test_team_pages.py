"""Every page of the rota and the team, on the smallest screen, as those who may open it come to it: by its links.

Played in the made-up community of `manage.py demo`, because its evenings have filled every room.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import Resolver404, resolve

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.site import SQLITE, Site, site_on
from tests.journeys.test_keyboard import SMALL, TOO_WIDE

# Widths and colours have nothing to do with where the rows are, so one stack is enough.
pytestmark = pytest.mark.stacks(SQLITE)

ROOMS = (
    "rota", "handover", "hours", "training", "ladder", "supervision", "welfare", "joining", "nudges", "team", "boards",
)  # fmt: skip
FOLDS = "for (const one of document.querySelectorAll('details')) one.open = true"
LINKS = """[...document.querySelectorAll("a[href^='/']")].map((one) => one.getAttribute("href").split(/[?#]/)[0])"""
# What each person's links lead to, at the least: a page that no link leads to any more is missed here.
OPENS: dict[str, set[str]] = {
    "Slow River": {"joining:start", "joining:withdraw", "rota:cover", "team:cards"},
    "Birch": {
        "handover:debrief", "handover:debriefs", "handover:shift", "handover:strain", "hours:claim",
        "hours:correct_entry", "hours:correct_shift", "hours:mine", "hours:shares", "hours:write", "joining:bring",
        "joining:list", "ladder:mine", "nudges:list", "nudges:reminders", "rota:absences", "rota:calendar",
        "rota:cannot_come", "rota:gaps", "rota:month", "rota:offer", "rota:offers", "rota:open_shifts", "rota:shift",
        "rota:shifts", "rota:wall", "rota:wishes", "supervision:home", "supervision:log", "supervision:plan",
        "supervision:session", "team:list", "team:mine", "training:desk", "training:item", "training:mine",
        "training:module", "welfare:home", "welfare:leaving", "welfare:plan", "welfare:topics",
    },
    "Hazel": {"handover:shift", "hours:mine", "ladder:mine", "rota:shifts", "supervision:home", "training:mine"},
    "Alder": {
        "boards:settings", "hours:all", "hours:expenses", "hours:person", "joining:application", "ladder:everybody",
        "ladder:person", "rota:change_pattern", "rota:change_shift", "rota:holidays", "rota:new_pattern",
        "rota:pattern", "rota:patterns", "rota:plan_shift", "rota:remove_pattern", "supervision:arrange",
        "supervision:people", "supervision:plan_group", "supervision:sessions", "team:close", "team:edit_card",
        "team:person", "training:edit_module", "training:everybody", "training:new_module", "training:person",
        "welfare:name_supporter", "welfare:one_leaving", "welfare:people",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def site(stack: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_on(stack, tmp_path_factory.mktemp("rooms"), cast=False) as site:
        site.a.manage("demo")
        keys: list[dict[str, Any]] = json.loads((Path(site.a.env["DATA_DIR"]) / "demo-keys.json").read_text())
        site.cast = {one["name"]: one for one in keys}
        yield site


@pytest.mark.parametrize("name", OPENS)
async def test_every_page_fits_and_axe_finds_nothing(site: Site, name: str) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        someone = await everybody.person(name)
        await acts.sign_in_as(someone, site.cast[name])
        await someone.page.set_viewport_size({"width": SMALL, "height": 640})
        wrong: list[str] = []
        opened = await walk(someone, wrong)
        assert not wrong, "\n".join(wrong)
        assert OPENS[name] <= opened, sorted(OPENS[name] - opened)


async def walk(person: Person, wrong: list[str]) -> set[str]:
    """Follow every link to these rooms, to one page of each name. Returns the names."""
    opened: set[str] = set()
    waiting = ["/for-you/" if person.name != "Slow River" else "/join-the-team/"]
    while waiting:
        path = waiting.pop(0)
        name = room_page(path)
        if name in opened:
            continue
        opened.add(name)
        answer = await person.page.goto(person.url + path)
        if answer is None or not answer.ok:
            wrong.append(f"{path} ({name}) is led to and does not open")
            continue
        await person.page.evaluate(FOLDS)
        await look(person, path, wrong)
        links: list[str] = await person.page.evaluate(LINKS)
        waiting += [link for link in dict.fromkeys(links) if room_page(link)]
    return opened


def room_page(path: str) -> str:
    """The name of the page at this path if it belongs to these rooms and is read in a browser; else ""."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    is_file = re.search(r"\.\w+$", path)
    return found.view_name if found.namespace in ROOMS and not is_file else ""


async def look(person: Person, path: str, wrong: list[str]) -> None:
    for scheme in ("light", "dark"):
        await person.page.emulate_media(color_scheme=scheme)
        width = await person.page.evaluate("document.scrollingElement.scrollWidth")
        if width > SMALL:
            wrong.append(f"{path} is {width} wide ({scheme}): {await person.page.evaluate(TOO_WIDE)}")
        wrong += [f"{path} ({scheme}): {found}" for found in await person.axe()]
