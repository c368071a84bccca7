"""The story that Holdfast is for, from a visitor's first look to a decision that the member can read."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from tests.journeys import acts
from tests.journeys.browser import People, Person, people
from tests.journeys.site import STACKS, Site

pytestmark = pytest.mark.stacks(*STACKS)

TITLE = "Long nights this week"
WORDS = "I sat by the window again until it was light. I do not know who to tell."
COVERED = ("Flashbacks", "Not being believed")
NOTE = "They have not sounded like this before."
LETTER = "Hello. Somebody here noticed your post and was worried. You do not have to answer."
ANSWER = "Thank you for writing. I am safe tonight, and tired."
TOLD = "We will write with you here for as long as it helps."
BOTH = ("light", "dark")


async def test_from_the_door_to_a_decision(site: Site) -> None:
    async with people(site.url, site.allowed_hosts) as everybody:
        ada = await everybody.person("Ada")
        await _look_around(ada)
        await acts.join(ada, "Quiet Tide")
        await _read_the_notice(ada)
        thread = await acts.begin_thread(ada, "Being heard", TITLE, WORDS, COVERED)
        await ada.check_axe(schemes=BOTH, widths=(320,))
        await acts.reply(ada, thread, "It is a little lighter now.")

        ben = await everybody.person("Ben")
        await acts.sign_in_as(ben, site.cast["ben"])
        await _meet_it_as_the_profile_says(ben, thread)

        mo = await everybody.person("Mo", url=site.b.url)
        await _the_desk_opens_on_shift_only(everybody, site, mo)
        receipt = await _flag(ben, thread)
        await _claim_and_look(everybody, site, mo)
        await _follow(ben, receipt, "Somebody is looking")

        lea = await everybody.person("Lea", url=site.b.url)
        await acts.sign_in_as(lea, site.cast["lea"])
        await lea.goto("/concerns/")
        await expect(lea.page.get_by_text("Nothing is waiting.")).to_be_visible()
        await expect(lea.page.locator("[data-live-status]")).to_contain_text("Live")
        await _hand_on(mo)
        await _follow(ben, receipt, "Passed to the safeguarding team")

        await _acknowledge_and_write(lea)
        await _read_and_answer(ada)
        await _record_and_consult(lea, everybody, site)
        await _decide_and_close(lea)
        await _what_was_done(ada)
        await _follow(ben, receipt, "Looked at")
        await _trail(everybody, site)


async def _look_around(visitor: Person) -> None:
    """Everything a visitor may read before joining."""
    pages = {
        "/": "You are welcome here",
        "/about/": "About",
        "/who-reads/": "Who can read",
        "/limits/": "What stays private",
        "/cover/": "When",
        "/help/": "Help now",
        "/held/": "What we hold",
        "/safety/": "eav",
        "/guidelines/": "together",
        "/join/": "Join",
    }
    for path, heading in pages.items():
        await visitor.goto(path)
        await expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(re.compile(heading, re.IGNORECASE))
        await expect(visitor.page.locator(".bar .leave")).to_be_visible()
        await visitor.check_axe(schemes=BOTH)
    await visitor.goto("/help/")
    await expect(visitor.page.get_by_text("116 123").first).to_be_visible()


async def _read_the_notice(ada: Person) -> None:
    """Reading is open before the notice, writing is not; help is never behind it."""
    await ada.check_axe(schemes=BOTH)
    await ada.goto("/spaces/")
    await ada.page.get_by_role("link", name=re.compile("^Being heard")).click()
    ada.expect("403")
    await ada.page.get_by_role("link", name="Begin a thread").click()
    await expect(ada.page.get_by_text("please read what stays private here")).to_be_visible()
    await ada.goto("/help/")
    await expect(ada.page.get_by_text("116 123").first).to_be_visible()
    await ada.goto("/limits/read/")
    await ada.page.get_by_role("button", name="I have read this").click()
    await expect(ada.page.get_by_role("heading", level=1, name="How would you like to read?")).to_be_visible()
    await ada.page.get_by_role("button", name="Not now").click()
    await expect(ada.page.get_by_role("heading", level=1, name="Boards")).to_be_visible()


async def _meet_it_as_the_profile_says(ben: Person, thread: str) -> None:
    """Covered by default, opened with one press, not remembered; shown, labelled and hidden as Ben chooses."""
    page = await ben.goto(thread)
    words = page.get_by_text(WORDS)
    await expect(words).to_be_hidden()
    await page.locator("article details.cover > summary").first.click()
    await expect(words).to_be_visible()
    await page.reload()
    await expect(words).to_be_hidden()
    await ben.check_axe(schemes=BOTH, widths=(320,))

    await acts.set_filter(ben, "Not being believed", "Label")
    await ben.check_axe(schemes=BOTH)
    await ben.goto(thread)
    await expect(words).to_be_visible()
    await expect(page.locator(".chip", has_text="Not being believed")).to_be_visible()

    await acts.set_filter(ben, "Not being believed", "Hide")
    await ben.goto(thread)
    await expect(page.get_by_text("A post here is out of sight, as your filters ask")).to_be_visible()
    assert WORDS not in await page.content()
    await page.get_by_role("link", name="Being heard").click()
    await expect(page.get_by_text("One thread on this page is out of sight")).to_be_visible()
    assert TITLE not in await page.content()

    await acts.set_filter(ben, "Not being believed", "Cover")
    await ben.goto(thread)
    await expect(words).to_be_hidden()
    await page.get_by_role("link", name="Being heard").click()
    await expect(page.get_by_role("link", name=TITLE)).to_be_hidden()
    await ben.check_axe(schemes=BOTH)


async def _the_desk_opens_on_shift_only(everybody: People, site: Site, mo: Person) -> None:
    """Off shift it is closed with a reason; on shift it opens, live. To a member it does not exist."""
    off = await everybody.person("Ida", url=site.b.url)
    await acts.sign_in_as(off, site.cast["off"])
    off.expect("403")
    await off.goto("/desk/")
    await expect(off.page.get_by_text("not on shift")).to_be_visible()
    await acts.sign_in_as(mo, site.cast["mo"])
    await acts.start_shift(mo)
    await mo.check_axe(schemes=BOTH)
    await mo.goto("/desk/")
    await expect(mo.page.locator("[data-live-status]")).to_contain_text("Live")


async def _flag(ben: Person, thread: str) -> str:
    """Ben is worried, says so, and gets a receipt. Returns its path."""
    page = await ben.goto(thread)
    await page.get_by_role("link", name=re.compile("Ask the team to look")).first.click()
    await page.get_by_label("I am worried about this person").check()
    await page.get_by_label("Please reach out to them").check()
    await page.get_by_label("Anything you want us to know").fill(NOTE)
    await ben.check_axe(schemes=BOTH)
    await page.get_by_role("button", name="Send to the team").click()
    await expect(page.get_by_role("heading", name="Thank you for telling us")).to_be_visible()
    await ben.check_axe(schemes=BOTH)
    return page.url.removeprefix(ben.url)


async def _follow(ben: Person, receipt: str, status: str) -> None:
    await ben.goto(receipt)
    await expect(ben.page.get_by_text(status).first).to_be_visible()


async def _claim_and_look(everybody: People, site: Site, mo: Person) -> None:
    """It arrives without a reload; one moderator claims it, the other sees who has it; the words open on a press."""
    arrived = mo.page.get_by_role("link", name="A post by Quiet Tide")
    await expect(arrived).to_be_visible()
    await mo.check_axe(schemes=BOTH, widths=(320,))
    ola = await everybody.person("Ola", url=site.a.url)
    await acts.sign_in_as(ola, site.cast["ola"])
    await acts.start_shift(ola)
    await ola.goto("/desk/")
    await mo.page.get_by_role("button", name=re.compile("^Claim")).first.click()
    await expect(mo.page.get_by_text("Hand on to safeguarding")).to_be_visible()
    await expect(ola.page.get_by_text("Mo is looking at this one")).to_be_visible()
    await expect(ola.page.get_by_role("button", name=re.compile("^Claim"))).to_have_count(0)
    words = mo.page.get_by_text(WORDS).first
    await expect(words).to_be_hidden()
    await mo.page.locator("details.cover > summary").first.click()
    await expect(words).to_be_visible()
    await mo.check_axe(schemes=BOTH)


async def _hand_on(mo: Person) -> None:
    await mo.page.get_by_role("button", name="Hand on", exact=True).click()
    await expect(mo.page.get_by_role("heading", name="Desk")).to_be_visible()


async def _acknowledge_and_write(lea: Person) -> None:
    """The concern arrives without a reload; Lea takes it up and writes to the member."""
    page = lea.page
    await expect(page.get_by_role("heading", name="A concern about Quiet Tide")).to_be_visible()
    await lea.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("link", name=re.compile("^Open the concern")).click()
    await lea.check_axe(schemes=BOTH)
    await page.get_by_role("button", name=re.compile("^Acknowledge")).click()
    await expect(page.get_by_role("heading", name="The case of Quiet Tide")).to_be_visible()
    await page.get_by_role("textbox", name="Write to them").fill(LETTER)
    await page.locator("#write").get_by_role("button", name="Send").click()
    await expect(page.locator("#letters").get_by_text(LETTER)).to_be_visible()


async def _read_and_answer(ada: Person) -> None:
    page = await ada.goto("/messages/")
    await page.locator("#conversations a").first.click()
    await expect(page.get_by_text(LETTER)).to_be_visible()
    await ada.check_axe(schemes=BOTH, widths=(320,))
    await page.get_by_role("textbox", name="Write back").fill(ANSWER)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("#letters").get_by_text(ANSWER)).to_be_visible()


async def _record_and_consult(lea: Person, everybody: People, site: Site) -> None:
    """The answer arrives; tell-first and consent are recorded; a second practitioner advises."""
    page = lea.page
    await expect(page.locator("#letters").get_by_text(ANSWER)).to_be_visible()
    case = page.url.split("#")[0]
    await page.goto(f"{case}told/")
    await page.get_by_label("Yes, we told them first").check()
    await page.get_by_label("How you told them").fill("In the first letter.")
    await lea.check_axe(schemes=BOTH)
    await _done(page, "Write it down")
    await page.goto(f"{case}consent/")
    await page.get_by_label("They do not agree").check()
    await page.get_by_label("What you asked and what they said").fill("Whether a local service may call. They said no.")
    await page.get_by_label("What they want, in their own words").fill("To be left in peace, and to write here.")
    await _done(page, "Write it down")
    await page.goto(f"{case}consult/")
    await page.get_by_label("Whom do you ask?").select_option(label="Sam")
    await page.get_by_label("What do you want to know from them?").fill("Would you leave it at writing with them?")
    await _done(page, "Ask")

    sam = await everybody.person("Sam", url=site.a.url)
    await acts.sign_in_as(sam, site.cast["sam"])
    await sam.goto("/concerns/")
    await sam.page.get_by_role("link", name=re.compile("^Read and answer")).click()
    await sam.page.get_by_label("Your advice").fill("Yes. They are safe tonight and say what they want.")
    await sam.check_axe(schemes=BOTH)
    await sam.page.get_by_role("button", name="Send your advice").click()
    await expect(sam.page.get_by_role("heading", name="The case of Quiet Tide")).to_be_visible()
    await sam.goto("/concerns/")


async def _done(page: Page, button: str) -> None:
    """Press `button` on the page of one verb, and be back at the case."""
    await page.get_by_role("button", name=button, exact=True).click()
    await expect(page.get_by_role("heading", level=1, name="The case of Quiet Tide")).to_be_visible()


async def _decide_and_close(lea: Person) -> None:
    page = lea.page
    await page.goto(page.url.split("#")[0])
    case = page.url
    await lea.check_axe(schemes=BOTH, widths=(320,))
    await page.goto(f"{case}decide/")
    await page.get_by_label("Support them here").check()
    await page.get_by_role("textbox", name="Why", exact=True).fill(
        "They are safe, they know the limits, and they want to write here."
    )
    await page.get_by_label("In plain words for them").fill(TOLD)
    await _done(page, "Decide")
    await page.goto(f"{case}close/")
    await page.get_by_label("On which day").fill(f"{datetime.now(tz=UTC) + timedelta(days=14):%Y-%m-%d}")
    await page.get_by_role("button", name="Close the case").click()
    await expect(page.get_by_role("heading", name=re.compile("Closed. Somebody looks again"))).to_be_visible()


async def _what_was_done(ada: Person) -> None:
    """The member reads in plain words what was done about them."""
    page = await ada.goto("/messages/")
    await page.locator("#conversations a").first.click()
    await expect(page.get_by_text(TOLD)).to_be_visible()
    await expect(page.get_by_text("What was done").first).to_be_visible()
    await ada.check_axe(schemes=BOTH)


async def _trail(everybody: People, site: Site) -> None:
    """The audit trail holds every step and every reading of the case, and verifies."""
    trail = json.loads(site.a.manage("verify_audit", "--json"))
    assert trail["whole"]
    actions = set(trail["actions"])
    assert actions >= {
        "account.joined", "phrase.kept", "notice.acknowledged", "thread.started", "post.written", "flag.raised",
        "item.opened", "item.claimed", "item.handed_on", "concern.raised", "concern.acknowledged", "case.read",
        "case.told_first", "case.consent_recorded", "case.consulted", "case.advised", "case.decided", "case.closed",
        "letter.sent", "shift.signed_on",
    }  # fmt: skip
    nia = await everybody.person("Nia")
    await acts.sign_in_as(nia, site.cast["nia"])
    await nia.goto("/audit/")
    await nia.check_axe(schemes=BOTH)
    for path in ("/team/", "/notices/", "/directory/", "/shifts/"):
        await nia.goto(path)
        await nia.check_axe(schemes=BOTH)
