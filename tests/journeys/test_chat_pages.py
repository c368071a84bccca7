"""The pages around a room, in a real browser: what is on, the door, the line in front of it, one to one. On the
smallest screen, in both colours, with the keyboard, in another time zone, and without scripts."""

import json
from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.site import SQLITE, Site, site_on
from tests.journeys.test_keyboard import SMALL, TOO_WIDE

# Widths, colours and lines have nothing to do with where the rows are, so one stack is enough.
pytestmark = pytest.mark.stacks(SQLITE)

BOTH = ("light", "dark")
# An open room for each story that comes to one, full unless it is about asking first; a room that comes tomorrow, one
# that is over, and two times for one to one. No story needs what another did, and none goes out with the clock.
SEED = """
import json
from datetime import timedelta
from uuid import uuid4
from forum.accounts.models import Account
from forum.core import clock
from forum.rooms.models import Attendance, ChatSession, ClosedFor, SessionKind, SessionState, Standing
from moderation.rota.models import Place
host, ola, ada, ben = [Account.objects.get(pseudonym=name) for name in ("Mo", "Ola", "Ada", "Ben")]
now = clock.now()
def plan(start, **more):
    known = {"title": "An evening together", "purpose": "To sit together for a while.", "host": host}
    known |= {"planned_by": host, "submission": uuid4(), "starts_at": start, "ends_at": start + timedelta(hours=1)}
    return ChatSession.objects.create(**known | more)
later = now + timedelta(hours=2)
for one in (host, ola):
    Place.objects.filter(account=one).update(signed_on_at=now)
def room(*members):
    session = plan(now, state=SessionState.OPEN, opened_at=now, capacity=1)
    # Everybody here stays for as long as it takes.
    here = {"session": session, "came_at": now, "entered_at": now, "seen_at": later}
    for one in (host, ola):
        Attendance.objects.create(account=one, as_host=True, **here)
    for one in members:
        Attendance.objects.create(account=one, mode="write", **here)
    return str(session.pk)
rooms = {name: room(ben) for name in ("fits", "called", "line")} | {"asked": room(), "plain": room(ada)}
coming = plan(now + timedelta(days=1), title="Quiet hour")
over = plan(now - timedelta(hours=3), state=SessionState.CLOSED, closed_at=now, closed_for=ClosedFor.COVER)
one = [plan(now + timedelta(days=n), kind=SessionKind.SUPPORT, title="A quiet talk", capacity=1) for n in (1, 2)]
print(json.dumps(rooms | {"coming": str(coming.pk), "over": str(over.pk), "one": str(one[0].pk)}))
"""

# A host speaks with whoever waits, in private.
COME = """
from forum.core import clock
from django.db import transaction
from forum.accounts.models import Account
from forum.rooms.models import Attendance
from moderation.hosting import asides
waiting, host = Attendance.objects.get(session="ROOM", standing="waiting"), Account.objects.get(pseudonym="Mo")
with transaction.atomic():
    asides.begin(waiting, clock.now())
    asides.say(waiting, host=host, words="I saw you at the door.", now=clock.now())
"""


@pytest.fixture(scope="module")
def site(stack: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site_on(stack, tmp_path_factory.mktemp("chat")) as site:
        site.cast["chat"] = json.loads(site.a.manage("shell", fed=SEED).strip().splitlines()[-1])
        yield site


async def _fits(person: Person, path: str) -> None:
    """Nothing for axe to find, in both colours, and nothing wider than the smallest screen."""
    page = await person.goto(path)
    await page.set_viewport_size({"width": SMALL, "height": 640})
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert not await page.evaluate(TOO_WIDE), path
    await person.check_axe(schemes=BOTH)


async def test_every_page_fits_and_axe_finds_nothing(site: Site) -> None:
    chat = site.cast["chat"]
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        await acts.sign_in_as(ada, site.cast["ada"])
        paths = ["/chat/", "/chat/support/", f"/chat/{chat['fits']}/", f"/chat/{chat['fits']}/door/"]
        for path in [*paths, f"/chat/{chat['coming']}/", f"/chat/{chat['over']}/", f"/chat/{chat['one']}/"]:
            await _fits(ada, path)
        await _come_in(await ada.goto(f"/chat/{chat['fits']}/door/"))
        await _fits(ada, f"/chat/{chat['fits']}/door/")
        await ada.page.get_by_role("button", name="Speak with a host meanwhile").click()
        await expect(ada.page.get_by_role("heading", level=1, name="Ask the host first")).to_be_visible()
        await _fits(ada, f"/chat/{chat['fits']}/door/")
        await _fits(ada, f"/chat/{chat['fits']}/not-ok/")
        await ada.goto(f"/chat/{chat['fits']}/door/")
        await ada.page.get_by_role("button", name="Not today").click()


async def test_a_host_comes_to_whoever_waits(site: Site) -> None:
    room = site.cast["chat"]["called"]
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        await acts.sign_in_as(ada, site.cast["ada"])
        page = await ada.goto(f"/chat/{room}/door/")
        await _come_in(page)
        await expect(page.get_by_text("You are the next one to come in.")).to_be_visible()
        site.a.manage("shell", fed=COME.replace("ROOM", room))
        await expect(page.get_by_text("I saw you at the door.")).to_be_visible(timeout=30_000)
        await page.get_by_label("Your words to the host").fill("Thank you for coming.")
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_role("log").get_by_text("Thank you for coming.")).to_be_visible()
        await expect(page.get_by_text("You are the next one to come in.")).to_be_visible()
        await _fits(ada, f"/chat/{room}/door/")
        await page.get_by_role("button", name="Stop waiting").click()


async def test_the_line_moves_by_itself(site: Site) -> None:
    room = site.cast["chat"]["line"]
    async with people(site.url, site.allowed_hosts) as everybody:
        ben, ada = await everybody.person("Ben"), await everybody.person("Ada")
        for person, key in ((ben, "ben"), (ada, "ada")):
            await acts.sign_in_as(person, site.cast[key])
        await _come_in(await ada.goto(f"/chat/{room}/door/"))
        await expect(ada.page.get_by_text("You are the next one to come in.")).to_be_visible()
        page = await ben.goto(f"/chat/{room}/room/")
        await page.get_by_role("button", name="Leave the room").click()
        await expect(page.get_by_text("You left. You can come back while it is open.")).to_be_visible()
        await ada.page.wait_for_url(f"**/chat/{room}/room/", timeout=30_000)


async def test_words_to_a_host_survive_looking_and_waiting(site: Site) -> None:
    room = site.cast["chat"]["asked"]
    async with people(site.url, site.allowed_hosts) as everybody:
        ben = await everybody.person("Ben")
        await acts.sign_in_as(ben, site.cast["ben"])
        page = await ben.goto(f"/chat/{room}/door/")
        await page.get_by_label("Ask the host first.").check()
        await page.get_by_role("button", name="Come in").click()
        await page.get_by_label("Your words to the host").fill("Is it loud")
        await page.get_by_role("button", name="Look for new messages").click()
        await expect(page.get_by_label("Your words to the host")).to_have_value("Is it loud")
        await page.get_by_label("Your words to the host").fill("Is it loud in there?")
        await page.get_by_role("button", name="Send").click()
        await expect(page.get_by_role("log").get_by_text("Is it loud in there?")).to_be_visible()
        await page.get_by_role("button", name="Not today").click()
        await expect(page.get_by_role("link", name="Go to the door")).to_be_visible()


async def test_times_are_told_on_ones_own_clock_too(site: Site) -> None:
    path = f"/chat/{site.cast['chat']['coming']}/"
    async with people(site.url, site.allowed_hosts) as everybody:
        near = await everybody.person("Ada", timezone_id="Europe/London")
        far = await everybody.person("Ben", timezone_id="Pacific/Auckland")
        for person, key in ((near, "ada"), (far, "ben")):
            await acts.sign_in_as(person, site.cast[key])
            await person.goto(path)
        await expect(far.page.get_by_text("in your time")).to_be_visible()
        await expect(near.page.get_by_text("in your time")).to_have_count(0)


async def test_a_time_for_one_to_one_with_the_keyboard_alone(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        await acts.sign_in_as(ada, site.cast["ada"])
        page = await ada.goto("/chat/")
        await page.get_by_role("link", name="Times with a trained peer").press("Enter")
        await page.get_by_role("button", name="Take this time").first.press("Enter")
        await expect(page.get_by_role("heading", name="Yours")).to_be_visible()
        await page.get_by_role("button", name="I do not need it any more").press("Enter")
        await expect(page.get_by_role("heading", name="Yours")).to_have_count(0)


async def test_without_scripts_there_is_a_door_and_a_line_too(site: Site) -> None:
    room = site.cast["chat"]["plain"]
    async with people(site.url, site.allowed_hosts) as everybody:
        ben = await everybody.person("Ben", java_script_enabled=False)
        await acts.sign_in_as(ben, site.cast["ben"])
        page = await ben.goto("/chat/")
        await page.locator(f"#s-{room}").get_by_role("link", name="Go to the door").click()
        await _come_in(page)
        await expect(page.get_by_role("heading", name="The room is full just now")).to_be_visible()
        assert await page.locator("meta[http-equiv=refresh]").count() == 1
        await page.get_by_text("Look around: five, four").click()
        await expect(page.get_by_text("things you can see")).to_be_visible()
        await page.get_by_role("button", name="Stop waiting").click()
        await expect(page.get_by_text("You left.")).to_be_visible()
        await page.goto(f"{site.url}/chat/{room}/")


async def _come_in(page: Page) -> None:
    await page.get_by_role("button", name="Come in").click()
