"""Text that tries to be more than text, in a real browser: it does nothing, and everything around it stays readable."""

import json

import pytest
from playwright.async_api import Dialog, Page, expect

from tests.journeys import acts
from tests.journeys.browser import people
from tests.journeys.site import SQLITE, Site
from tests.journeys.test_keyboard import SMALL, TOO_WIDE

# What a browser draws has nothing to do with where the rows are.
pytestmark = pytest.mark.stacks(SQLITE)
# Half of it as the form would have cleaned it, half as if it had come another way.
SEED = r"""
import json
from datetime import timedelta
from uuid import uuid4
from django.conf import settings
from forum.boards.models import Board
from forum.core import clock
from forum.core.markup import render
from forum.core.text import clean, is_blank
from forum.threads.models import Post, Thread
from tests.hostile import CORPUS
from tests.factories.accounts import make_account
board, start = Board.objects.get(name="Being heard"), clock.now() - timedelta(hours=2)
names = ("\u05e9\u05dc\u05d5\u05dd", "\u0645\u0633\u0627\u0621", "Z" + "\u0336\u0321" * 12, "W" * 30, "\u202eedised")
authors = [make_account(name) for name in names]
def thread(title, place):
    at, author = start + timedelta(seconds=place), authors[place % len(authors)]
    return Thread.objects.create(board=board, author=author, title=title, created_at=at, last_post_at=at)
def post(thread, text, place):
    words = clean(text) if place % 2 else text.replace("\0", "")
    at = start + timedelta(seconds=place)
    Post.objects.create(
        thread=thread, author=authors[place % len(authors)], words=words, html=render(words), created_at=at,
        submission=uuid4(),
    )
everything = thread("Everything", 0)
for place, text in enumerate(CORPUS):
    post(everything, text[:settings.POST_MAX_LENGTH], place)
short = [text for text in CORPUS if len(text) <= 120 and not is_blank(text) and text.isprintable()]
for place, text in enumerate(short[:: len(short) // 60], 1):
    post(thread(text, place), "Calm.", place)
print("PATHS" + json.dumps({"thread": f"/t/{everything.pk}/", "board": f"/spaces/{board.pk}/"}))
"""
# Each post, letter or row in its place below the one before, no higher than its words need, and nothing of ours that
# stands beside them turned round: the first letter of what we say is left of the last.
IN_ORDER = """([ofEach, ours]) => {
  const wrong = [];
  let bottom = -Infinity;
  for (const one of document.querySelectorAll(ofEach)) {
    const box = one.getBoundingClientRect();
    const length = one.textContent.length, lines = one.querySelectorAll("br, p, li").length;
    if (box.top < bottom - 1) wrong.push(["above the one before", one.id]);
    if (box.height < 20 || box.height > 500 + 4 * length + 60 * lines) wrong.push(["high", box.height, one.id]);
    bottom = box.bottom;
    for (const told of one.querySelectorAll(ours)) {
      const text = document.createTreeWalker(told, NodeFilter.SHOW_TEXT);
      while (text.nextNode()) {
        const words = text.currentNode;
        if (!/^[\\x20-\\x7e\\u00b7]+$/.test(words.data) || words.data.trim().length < 3) continue;
        const at = (place) => { const range = new Range(); range.setStart(words, place); range.setEnd(words, place + 1);
          return range.getBoundingClientRect(); };
        const first = at(words.data.search(/\\S/)), last = at(words.data.trimEnd().length - 1);
        const isLine = first.height && Math.abs(first.top - last.top) < 2;
        if (isLine && first.left > last.left) wrong.push(["turned", words.data]);
      }
    }
  }
  return wrong.slice(0, 5);
}"""


async def test_hostile_words_stay_words(site: Site) -> None:
    paths = json.loads(site.a.manage("shell", fed=SEED).rpartition("PATHS")[2])
    async with people(site.url, site.allowed_hosts) as everybody:
        ben = await everybody.person("Ben", viewport={"width": SMALL, "height": 640})
        asked: list[str] = []

        async def turn_down(dialog: Dialog) -> None:
            asked.append(dialog.message)
            await dialog.dismiss()

        ben.page.on("dialog", turn_down)
        await acts.sign_in_as(ben, site.cast["ben"])
        posts = await _all_pages(await ben.goto(paths["thread"]), "article.post", ".post-when, .post-actions")
        assert posts >= 300, (ben.page.url, (await ben.text())[:900])
        rows = await _all_pages(await ben.goto(paths["board"]), "li.row", ".row-facts")
        assert rows >= 50
        assert asked == []


async def _all_pages(page: Page, each: str, ours: str) -> int:
    """Look at every page that follows; how many there were of `each`."""
    count = 0
    while True:
        assert await page.evaluate(TOO_WIDE) == [], page.url
        assert await page.evaluate("document.documentElement.scrollWidth") <= SMALL, page.url
        assert await page.evaluate(IN_ORDER, [each, ours]) == [], page.url
        count += await page.locator(each).count()
        more = page.locator("main a[href*='after=']")
        if not await more.count():
            return count
        await more.last.click()
        await expect(page.locator(each).first).to_be_visible()
