"""An evening in a room: words arrive as each reader chose to meet them, nothing is lost and nothing comes twice."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.journeys import acts
from tests.journeys.browser import People, Person, people
from tests.journeys.site import STACKS, Site

pytestmark = pytest.mark.stacks(*STACKS)

PLANNED = """
from datetime import timedelta
from uuid import uuid4
from forum.accounts.models import Account
from forum.core import clock
from forum.rooms.models import ChatSession
mo, now = Account.objects.get(pseudonym="Mo"), clock.now()
found = ChatSession.objects.create(
    title="An evening together", purpose="To sit together for a while.", host=mo, planned_by=mo, submission=uuid4(),
    starts_at=now, ends_at=now + timedelta(hours=1), holds_newcomers=False)
print(found.pk)
"""
COUNT = "from forum.rooms.models import Message; print(*sorted(m.words for m in Message.objects.all()), sep='|')"
SAID = "[data-said=room] > li"
# So that a story can cut a connection as a network would, and see that none is left.
SOCKETS = """
window.sockets = [];
window.WebSocket = class extends WebSocket { constructor(url) { super(url); window.sockets.push(this); } };
"""

# And a network that lets no socket through.
NO_SOCKETS = """
window.WebSocket = class extends EventTarget {
  static OPEN = 1;
  readyState = 3;
  constructor() { super(); setTimeout(() => this.dispatchEvent(new CloseEvent("close", { code: 1006 })), 20); }
  close() {}
};
"""


def planned(site: Site) -> str:
    return site.a.manage("shell", fed=PLANNED).split()[-1]


async def open_room(site: Site, everybody: People) -> tuple[str, Person, Person]:
    """Two hosts come in, and one of them opens the room. Its id, and the hosts."""
    room = planned(site)
    mo = await everybody.person("Mo")
    ola = await everybody.person("Ola", url=site.b.url)
    for host, key in ((mo, "mo"), (ola, "ola")):
        await acts.sign_in_as(host, site.cast[key])
        await acts.start_shift(host)
        page = await host.goto(f"/hosting/{room}/")
        await page.get_by_role("button", name="Come in").click()
        await expect(page.get_by_text("You are in. Stay on this page")).to_be_visible()
    page = await mo.goto(f"/hosting/{room}/")
    await page.get_by_role("button", name="Open the room").click()
    for host in (mo, ola):
        await expect((await host.goto(f"/hosting/{room}/room/")).locator(".chat-people")).to_be_visible()
    return room, mo, ola


async def enter(person: Person, room: str) -> Page:
    await person.context.add_init_script(SOCKETS)
    page = await person.goto(f"/chat/{room}/door/")
    await page.get_by_label(re.compile("^Listen and write")).check()
    await page.get_by_role("button", name="Come in").click()
    await expect(page.get_by_role("heading", level=1, name="An evening together")).to_be_visible()
    return page


async def say(page: Page, words: str) -> None:
    await page.locator("[data-box] textarea").fill(words)
    await page.locator("[data-box]").get_by_role("button", name="Send").click()


async def warn(page: Page, name: str) -> None:
    await page.locator("[data-box] details.picker > summary").click()
    await page.get_by_label(name, exact=True).check()


async def words_in(page: Page) -> list[str]:
    return await page.locator(f"{SAID} .said-words").all_inner_texts()


async def members(site: Site, everybody: People) -> tuple[Person, Person]:
    ada, ben = await everybody.person("Ada"), await everybody.person("Ben", url=site.b.url)
    for member, key in ((ada, "ada"), (ben, "ben")):
        await acts.sign_in_as(member, site.cast[key])
    return ada, ben


async def test_an_evening_in_a_room(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        room, mo, _ = await open_room(site, everybody)
        ada, ben = await members(site, everybody)
        await acts.set_filter(ben, "Police and court", "Cover")
        await acts.set_filter(ben, "Death", "Hide")
        here, there = await enter(ada, room), await enter(ben, room)
        await expect(here.locator(".chat-people")).to_have_text("2 people and the hosts")

        await words_arrive_as_each_reader_chose(here, there)
        await hidden_words_stay_on_the_server(here, there, mo.page)
        await ada.check_axe(schemes=("light", "dark"), widths=(320,))
        await take_the_last_back(here, there)
        await somebody_who_is_not_ok_is_heard_in_private(here, there, mo.page)
        await nothing_is_lost_when_the_connection_goes(ada, here, there)
        await batches_are_calm(here, there)
        await where_no_socket_opens_the_page_asks(ben, there, here)
        await the_room_needs_no_scripts(site, everybody, room)
        await leaving_empties_the_page_at_once(ada, here)


async def words_arrive_as_each_reader_chose(here: Page, there: Page) -> None:
    await say(here, "Good evening.\n<b>All</b> of you.")
    await expect(there.locator(SAID).last).to_contain_text("<b>All</b> of you.")
    await expect(here.locator(SAID).last).to_contain_text("(you)")
    await warn(here, "Police and court")
    await say(here, "They wrote back at last.")
    cover = there.locator(f"{SAID} details.cover")
    await expect(cover).to_contain_text("Police and court")
    await expect(there.get_by_text("They wrote back at last.")).to_be_hidden()
    await cover.locator("summary").click()
    await expect(there.get_by_text("They wrote back at last.")).to_be_visible()


async def hidden_words_stay_on_the_server(here: Page, there: Page, host: Page) -> None:
    await warn(here, "Death")
    await say(here, "My canary has gone.")
    await expect(there.locator(SAID).last).to_contain_text("Message covered: Death")
    assert "canary" not in await there.content()
    await expect(host.locator(SAID).last).to_contain_text("My canary has gone.")


async def take_the_last_back(here: Page, there: Page) -> None:
    last = here.locator(SAID).last
    await last.locator(".said-menu > summary").click()
    await last.get_by_role("link", name="Take this back").click()
    await last.get_by_role("link", name="Yes, take it back").click()
    await expect(here.locator(SAID).last).to_contain_text("was taken back")
    await expect(there.locator(SAID).last).to_contain_text("was taken back")
    assert "canary" not in await here.content()


async def somebody_who_is_not_ok_is_heard_in_private(here: Page, there: Page, host: Page) -> None:
    await here.locator("[data-box] textarea").fill("Half a sentence")
    await here.get_by_role("button", name="I am not OK").click()
    aside = here.get_by_role("region", name="In private with a host")
    await expect(aside).to_be_visible()
    await expect(aside.get_by_label("Your message")).to_be_focused()
    await expect(here.locator("[data-box] textarea")).to_have_value("Half a sentence")
    await aside.get_by_label("Your message").fill("It is a lot tonight.")
    await aside.get_by_role("button", name="Send to the hosts").click()
    await expect(aside.locator("[data-said] > li")).to_contain_text("It is a lot tonight.")
    await expect(host.get_by_text("It is a lot tonight.").first).to_be_attached()
    assert "It is a lot tonight." not in await there.content()


async def nothing_is_lost_when_the_connection_goes(ada: Person, here: Page, there: Page) -> None:
    ada.expect("WebSocket|ERR_INTERNET_DISCONNECTED|Failed to load")
    await ada.context.set_offline(True)
    await here.evaluate("for (const one of window.sockets) one.close()")
    await say(here, "From a train.")
    await expect(here.locator("[data-waiting]")).to_contain_text("From a train.")
    await say(there, "While you were away.")
    await expect(there.locator(SAID).last).to_contain_text("While you were away.")
    await ada.context.set_offline(False)
    await expect(there.locator(SAID).last).to_contain_text("From a train.", timeout=40_000)
    await expect(here.locator("[data-waiting]")).to_have_count(0)
    assert (await words_in(here))[-2:] == (await words_in(there))[-2:] == ["While you were away.", "From a train."]


async def batches_are_calm(here: Page, there: Page) -> None:
    await there.get_by_text("How I take part").click()
    await there.get_by_label("In calm batches").check()
    await there.get_by_role("button", name="Keep this").click()
    await expect(there.locator("[data-chat][data-slow='1']")).to_have_count(1)
    await say(here, "There is no hurry.")
    await expect(there.get_by_text("1 new message in the next calm batch.")).to_be_visible()
    await there.get_by_role("button", name="Show now").click()
    await expect(there.locator(SAID).last).to_contain_text("There is no hurry.")


async def where_no_socket_opens_the_page_asks(ben: Person, there: Page, here: Page) -> None:
    await ben.context.add_init_script(NO_SOCKETS)
    await there.reload()
    await expect(there.get_by_text("News comes every few seconds here.")).to_be_visible()
    await say(there, "By letter, so to speak.")
    await expect(here.locator(SAID).last).to_contain_text("By letter, so to speak.")
    await expect(there.locator("[data-waiting]")).to_have_count(0)
    await say(here, "It came.")
    await expect(there.get_by_role("button", name="Show now")).to_be_visible(timeout=20_000)
    await there.get_by_role("button", name="Show now").click()
    await expect(there.locator(SAID).last).to_contain_text("It came.")


async def the_room_needs_no_scripts(site: Site, everybody: People, room: str) -> None:
    ada = await everybody.person(
        "Ada on an old phone", java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    await acts.sign_in_as(ada, site.cast["ada"])
    page = await ada.goto(f"/chat/{room}/room/")
    await page.locator("[data-box] textarea").fill("Without a script.")
    await page.locator("[data-box]").get_by_role("button", name="Look for new messages").click()
    await expect(page.locator("[data-box] textarea")).to_have_value("Without a script.")
    await page.locator("[data-box]").get_by_role("button", name="Send").click()
    await expect(page.locator(SAID).last).to_contain_text("Without a script.")
    assert page.url.endswith("#newest")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    await page.get_by_role("button", name="I am not OK").click()
    await expect(page.get_by_role("region", name="In private with a host")).to_be_visible()


async def leaving_empties_the_page_at_once(ada: Person, page: Page) -> None:
    await expect(page.locator(SAID).last).to_contain_text("Without a script.")
    await page.locator("[data-box] textarea").fill("Nobody may see this.")
    left = await page.evaluate(
        """() => {
          window.dispatchEvent(new Event("leaving"));
          return [document.querySelectorAll("[data-said] li").length,
            [...document.querySelectorAll("textarea")].map((box) => box.value).join(""),
            window.sockets.every((one) => one.readyState > WebSocket.OPEN),
            localStorage.length + sessionStorage.length];
        }"""
    )
    assert left == [0, "", True, 0]
    await acts.leave(ada)
    assert "Without a script." not in await ada.back()


async def test_a_server_that_starts_again_loses_and_doubles_nothing(own_site: Site) -> None:
    site = own_site
    async with people(site.url, site.allowed_hosts) as everybody:
        room, mo, ola = await open_room(site, everybody)
        ada, ben = await members(site, everybody)
        for person in (mo, ola, ada, ben):
            person.expect("WebSocket|ERR_CONNECTION|Failed to load|503")
        here, there = await enter(ada, room), await enter(ben, room)
        await say(here, "Before.")
        await expect(there.locator(SAID)).to_have_count(1)
        site.a.kill()
        await say(here, "Meanwhile.")
        await say(here, "And more.")
        site.a.start()
        await expect(there.locator(SAID)).to_have_count(3, timeout=30_000)
        await expect(here.locator("[data-waiting]")).to_have_count(0, timeout=30_000)
        assert await words_in(here) == await words_in(there) == ["Before.", "Meanwhile.", "And more."]
        assert site.a.manage("shell", fed=COUNT).strip().splitlines()[-1] == "And more.|Before.|Meanwhile."
