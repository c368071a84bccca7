"""With the keyboard alone, and on the smallest screens."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.codes import next_code
from tests.journeys.site import SQLITE, Site

# Keys and widths have nothing to do with where the rows are, so one stack is enough.
pytestmark = pytest.mark.stacks(SQLITE)

WORDS = "I walked home the long way."
SMALL = 320
# Is what has the focus on the screen, and does it look different from when it does not have it?
SHOWN = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const ring = (element) => { const look = getComputedStyle(element);
    return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== "none"; };
  const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
  // A sheet around a box shows the focus for it.
  return seen && (ring(one) || (one.closest(".composer") !== null && ring(one.closest(".composer"))));
}"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".vh"))
  .map((one) => one.outerHTML.slice(0, 90)).slice(0, 3)"""


async def test_reading_opening_and_asking_by_keyboard(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        await acts.sign_in_as(ada, site.cast["ada"])
        thread = await acts.begin_thread(ada, "Being heard", "The long way", WORDS, ("Not being believed",))

        ben = await everybody.person("Ben")
        await sign_in_by_keyboard(ben, site.cast["ben"])
        page = await ben.goto(thread)
        await tab_to(page, "Skip to the page")
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "main"
        for _ in ("the title", "the post"):
            await tab_to(page, "Covered. ")
            await page.keyboard.press("Enter")
        await expect(page.get_by_text(WORDS)).to_be_visible()
        await tab_to(page, "Ask the team to look")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/flag/")
        await tab_to(page, "", kind="radio")
        await page.keyboard.press("Space")
        await tab_to(page, "", kind="textarea")
        await page.keyboard.type("Only a line.")
        await tab_to(page, "Send to the team")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
        await page.goto(site.url + thread)
        await tab_to(page, "Leave now (or press")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Dry, with a light wind.")).to_be_visible()

        mo = await everybody.person("Mo")
        await sign_in_by_keyboard(mo, site.cast["mo"])
        await the_desk_by_keyboard(mo)


async def sign_in_by_keyboard(person: Person, keys: dict[str, str]) -> None:
    page = await person.goto("/sign-in/")
    await tab_to(page, "", kind="text")
    await page.keyboard.type(keys["sign_in_name"])
    await tab_to(page, "", kind="password")
    await page.keyboard.type(keys["pass_phrase"])
    await page.keyboard.press("Enter")
    if keys["seed"]:
        await page.wait_for_url("**/second-factor/")
        await tab_to(page, "", kind="text")
        await page.keyboard.type(await next_code(keys["seed"]))
        await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()


async def the_desk_by_keyboard(mo: Person) -> None:
    """j and k move between what waits, c claims, o opens the words, p opens handing on."""
    page = await mo.goto("/shifts/")
    await tab_to(page, "Start my shift")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="End my shift").first).to_be_visible()
    await mo.goto("/desk/")
    await page.keyboard.press("j")
    item = page.locator("[data-desk-item]").first
    await expect(item).to_be_focused()
    assert await page.evaluate(SHOWN)
    await page.keyboard.press("k")
    await expect(item).to_be_focused()
    await page.keyboard.press("c")
    await page.wait_for_url(re.compile(r"/desk/[0-9a-f-]{36}/$"))
    words = page.get_by_text(WORDS).first
    await expect(words).to_be_hidden()
    await page.keyboard.press("o")
    await expect(words).to_be_visible()
    note = page.get_by_role("textbox", name="Anything they should know")
    if await note.is_visible():
        await page.keyboard.press("p")
        await expect(note).to_be_hidden()
    await page.keyboard.press("p")
    await expect(note).to_be_visible()
    await tab_to(page, "", kind="textarea")
    await page.keyboard.type("jcop: letters typed into a box stay letters.")
    await expect(note).to_have_value("jcop: letters typed into a box stay letters.")
    await tab_to(page, "Hand on", exact=True)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Handed on. Safeguarding has it from here.")).to_be_visible()


async def test_taking_a_shift_and_letting_go_of_it_by_keyboard(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        nia, ida = await everybody.person("Nia"), await everybody.person("Ida")
        await acts.sign_in_as(nia, site.cast["nia"])
        await acts.plan_evening(nia, days=4)
        await sign_in_by_keyboard(ida, site.cast["off"])
        page = await ida.goto("/shifts/open/")
        await tab_to(page, "Take host")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name=re.compile("You are on this shift"))).to_be_visible()
        await tab_to(page, "Let go of this place")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name=re.compile("You are on this shift"))).to_have_count(0)


async def tab_to(page: Page, words: str, *, kind: str = "", exact: bool = False) -> None:
    """Press Tab until the focus is on what says `words` (or is a box of that kind); it is seen wherever it goes."""
    for _ in range(80):
        await page.keyboard.press("Tab")
        told, name, shown = await page.evaluate(
            f"[document.activeElement.textContent.trim(), document.activeElement.type ?? '', ({SHOWN})()]"
        )
        assert shown, f"At {page.url} the focus cannot be seen on {told[:60]!r} ({name})"
        found = told == words if exact else told.startswith(words)
        if (kind and name == kind) or (not kind and found):
            return
    raise AssertionError(f"Tab never reached {words or kind!r} at {page.url}")


async def test_every_page_fits_the_smallest_screen_and_axe_finds_nothing_on_it(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ada, ben, mo, lea, nia = [await everybody.person(name) for name in ("Ada", "Ben", "Mo", "Lea", "Nia")]
        visitor = await everybody.person("a visitor")
        too_wide: list[str] = []
        await fits(visitor, ["/", "/about/", "/who-reads/", "/limits/", "/cover/", "/help/", "/held/", "/safety/",
                             "/guidelines/", "/join/", "/sign-in/", "/recover/", "/style/"], too_wide)  # fmt: skip
        newcomer = await everybody.person("a newcomer")
        page = await newcomer.goto("/join/")
        await acts.fill_join(page, "Slow Tide", "harbour")
        await page.get_by_role("button", name="Join").click()
        await expect(page.get_by_role("heading", name="Keep these words safe")).to_be_visible()
        await fits(newcomer, ["/join/phrase/", "/limits/read/"], too_wide)
        halfway = await everybody.person("Ola, halfway in")
        await acts.sign_in(halfway, site.cast["ola"]["sign_in_name"], site.cast["ola"]["pass_phrase"])
        await fits(halfway, ["/second-factor/"], too_wide)
        for someone, key in ((ada, "ada"), (ben, "ben"), (mo, "mo"), (lea, "lea"), (nia, "nia")):
            await acts.sign_in_as(someone, site.cast[key])
        long = "Averylongwordwithoutanyspaceinitthatgoeson" * 3
        thread = await acts.begin_thread(
            ada, "Being heard", long[:110], f"{long} and then {long}", ("Not being believed",)
        )
        receipt = await acts.flag(ben, thread, long)
        if await (await mo.goto("/shifts/")).get_by_role("button", name="Start my shift").count():
            await acts.start_shift(mo)
        board = str(await ada.page.locator("nav.where a").last.get_attribute("href"))
        await fits(
            ben,
            [
                "/spaces/",
                board,
                f"{board}write/",
                thread,
                f"{thread}reply/",
                "/filters/",
                "/receipts/",
                receipt,
                "/messages/",
                "/account/close/",
            ],
            too_wide,
        )
        await mo.goto("/desk/")
        item = str(await mo.page.locator("[data-key=o]").first.get_attribute("href"))
        await mo.goto(item)
        await mo.page.get_by_role("button", name=re.compile("^Claim")).click()
        await fits(mo, ["/desk/", item, "/shifts/"], too_wide)
        await mo.goto(item)
        await mo.page.get_by_role("textbox", name="Anything they should know").fill(long)
        await mo.page.get_by_role("button", name="Hand on", exact=True).click()
        await lea.goto("/concerns/")
        concern = str(await lea.page.locator("#waiting [data-key=o]").first.get_attribute("href"))
        await fits(lea, ["/concerns/", concern], too_wide)
        await lea.goto(concern)
        await lea.page.get_by_role("button", name="Acknowledge").click()
        await expect(lea.page.get_by_role("heading", name="The case of Ada")).to_be_visible()
        case = lea.page.url.removeprefix(lea.url).partition("#")[0]
        verbs = ("note", "write", "told", "consent", "level", "consult", "decide", "close")
        await fits(lea, [case, *(f"{case}{verb}/" for verb in verbs)], too_wide)
        await fits(nia, ["/audit/", "/team/", "/notices/", "/directory/", "/shifts/", "/shifts/new/"], too_wide)
        assert not too_wide, "\n".join(too_wide)


async def fits(person: Person, paths: list[str], too_wide: list[str]) -> None:
    page = person.page
    await page.set_viewport_size({"width": SMALL, "height": 640})
    for path in paths:
        await person.goto(path)
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            width = await page.evaluate("document.scrollingElement.scrollWidth")
            if width > SMALL:
                too_wide.append(f"{path} is {width} wide ({scheme}): {await page.evaluate(TOO_WIDE)}")
        await person.check_axe(schemes=("light", "dark"))
