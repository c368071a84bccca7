"""An evening on the rota: an open shift finds its people, a shift begins and ends, and somebody is looked after."""

import re
from datetime import timedelta

from playwright.async_api import expect

from forum.core import clock
from forum.core.when import local
from tests.journeys import acts
from tests.journeys.browser import People, Person, people
from tests.journeys.site import Site

LEFT = "It was calm. Somebody may come back to the thread about sleep."
STAYS = "One line about a window stays with me."
ANSWER = "Thank you for telling me. I ring you tomorrow at eleven."
BOTH = ("light", "dark")


async def test_an_evening_on_the_rota(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        nia = await _in(everybody, site, "nia")
        ida = await _in(everybody, site, "off", url=site.b.url)
        ola = await _in(everybody, site, "ola")
        mo = await _in(everybody, site, "mo", url=site.b.url)
        shift = await _plan(nia)
        await _take(ida)
        await _offer(ida, shift, "Ola")
        await _accept(ola)
        await _look_at_the_plan(nia, shift)

        await _begin(mo)
        await _begin(ola)
        await _leave_a_note(mo)
        await _read_the_note(ola, mo)
        await _take_a_break(mo)
        await _end_and_debrief(mo)
        await _answer(ola)
        await _read_the_answer(mo)
        await _pause(ida)
        await _hours(nia)


async def _in(everybody: People, site: Site, key: str, *, url: str = "") -> Person:
    someone = await everybody.person(key.capitalize(), url=url)
    await acts.sign_in_as(someone, site.cast[key])
    return someone


async def _plan(nia: Person) -> str:
    """A shift in four days that nobody is on yet. Returns its path."""
    page = await nia.goto("/shifts/new/")
    day = local(clock.now()).date() + timedelta(days=4)
    await page.get_by_label("Day", exact=True).fill(day.isoformat())
    await page.get_by_label("From", exact=True).fill("18:00")
    await page.get_by_label("Until", exact=True).fill("21:00")
    await nia.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name="Add this shift").click()
    await page.goto(f"{nia.url}/shifts/gaps/")
    await nia.check_axe(schemes=BOTH, widths=(320,))
    link = page.locator('main a[href^="/shifts/"]', has_text="18:00 to 21:00").first
    return str(await link.get_attribute("href"))


async def _take(ida: Person) -> None:
    page = await ida.goto("/shifts/open/")
    await ida.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name=re.compile("Take host")).first.click()
    await expect(page.get_by_role("heading", name=re.compile("You are on this shift"))).to_be_visible()


async def _offer(ida: Person, shift: str, to: str) -> None:
    page = await ida.goto(shift)
    await ida.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("link", name="Offer it to somebody").click()
    await page.get_by_label("Offer it to").select_option(label=to)
    await page.get_by_role("button", name="Go on").click()
    await expect(page.get_by_role("heading", name=f"Offer it to {to}")).to_be_visible()
    await page.locator("input[name=in_return]").first.check()
    await page.get_by_role("button", name="Offer it").click()
    await expect(page.get_by_text(f"Offered to {to}")).to_be_visible()


async def _accept(ola: Person) -> None:
    page = await ola.goto("/shifts/offers/")
    await ola.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name=re.compile("Take this place")).first.click()
    await expect(page.get_by_text("It is yours now")).to_be_visible()


async def _look_at_the_plan(nia: Person, shift: str) -> None:
    """Who has it now, the month, the wall, and what a visitor reads."""
    page = await nia.goto(shift)
    await expect(page.locator(".rota-place", has_text="Ola")).to_be_visible()
    for path in ("/shifts/", "/shifts/month/", "/shifts/wall/", "/shifts/absences/", "/shifts/wishes/"):
        await nia.goto(path)
        await nia.check_axe(schemes=BOTH, widths=(320,))


async def _begin(someone: Person) -> None:
    await acts.start_shift(someone)
    await someone.goto("/shift/")
    await someone.check_axe(schemes=BOTH, widths=(320,))


async def _leave_a_note(mo: Person) -> None:
    page = await mo.goto("/shift/")
    await expect(page.get_by_role("heading", name="With me")).to_be_visible()
    await page.get_by_role("link", name="Write for the next shift").first.click()
    await page.get_by_label("For the next shift").fill(LEFT)
    await mo.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name="Leave it for them").click()
    await expect(page.get_by_text("Nobody has read it yet.")).to_be_visible()


async def _read_the_note(ola: Person, mo: Person) -> None:
    page = await ola.goto("/shift/")
    await expect(page.get_by_text(LEFT)).to_be_visible()
    page = await mo.goto("/shift/")
    await expect(page.get_by_text(re.compile("Read by Ola"))).to_be_visible()


async def _take_a_break(mo: Person) -> None:
    page = await mo.goto("/shift/")
    await page.get_by_role("button", name="Start my break").click()
    await expect(page.locator("main").get_by_text(re.compile("You are on a break until"))).to_be_visible()
    await page.get_by_role("button", name="I am back").click()
    await expect(page.get_by_role("button", name="Start my break")).to_be_visible()


async def _end_and_debrief(mo: Person) -> None:
    page = await mo.goto("/shift/")
    await page.get_by_role("button", name="End my shift").click()
    await expect(page.get_by_role("heading", name="Two minutes for you")).to_be_visible()
    await expect(page.get_by_text("This goes to Ola")).to_be_visible()
    await mo.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name="Send it to Ola").click()
    await expect(page.get_by_role("heading", name="Something here needs another look")).to_be_visible()
    await page.get_by_label(re.compile("^4")).check()
    await page.get_by_label("What stays with you?").fill(STAYS)
    await page.get_by_label("Please call me back").check()
    await page.get_by_role("button", name="Send it to Ola").click()
    await expect(page.get_by_role("heading", name="Thank you. You can let this shift go")).to_be_visible()
    mo.expect("422")


async def _answer(ola: Person) -> None:
    page = await ola.goto("/debriefs/")
    await ola.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("link", name=re.compile("^Mo, ")).click()
    await expect(page.get_by_text(STAYS)).to_be_visible()
    await page.get_by_label("Your answer").fill(ANSWER)
    await ola.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("button", name="Send my answer").click()
    await expect(page.get_by_text(ANSWER)).to_be_visible()


async def _read_the_answer(mo: Person) -> None:
    page = await mo.goto("/shifts/")
    await mo.check_axe(schemes=BOTH, widths=(320,))
    page = await mo.goto("/shift/strain/")
    await mo.check_axe(schemes=BOTH, widths=(320,))
    await expect(page.get_by_role("table")).to_be_visible()


async def _pause(ida: Person) -> None:
    page = await ida.goto("/shifts/absences/")
    await page.get_by_role("button", name="I need a pause").click()
    await expect(page.get_by_role("heading", name="You are on a pause")).to_be_visible()
    await page.get_by_role("button", name="I am back").first.click()
    await expect(page.get_by_role("heading", name="I need a pause")).to_be_visible()


async def _hours(nia: Person) -> None:
    for path in ("/hours/", "/hours/all/", "/hours/shares/"):
        await nia.goto(path)
        await nia.check_axe(schemes=BOTH, widths=(320,))
