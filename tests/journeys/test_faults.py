"""What was confirmed is never lost and never doubled: servers that are killed, forms sent twice, many at once."""

import contextlib
import http.client
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.journeys.plain import Plain, begin_thread, posts_of, signed_in
from tests.journeys.server import Server
from tests.journeys.site import STACKS, Site

pytestmark = pytest.mark.stacks(*STACKS)

CYCLES = 5
WAITING = 6  # items on the desk before the first cycle
COUNTED = """
import json
from collections import Counter
from moderation.audit.models import Entry
from moderation.flags.models import Flag
from moderation.review.models import Item
from moderation.safeguarding.models import Concern
from forum.threads.models import Post
def noted(action, key):
    return Counter(entry.subject[key] for entry in Entry.objects.filter(action=action))
print("COUNTED" + json.dumps({
    "posts": Counter(Post.objects.values_list("words", flat=True)),
    "flags": Counter(str(pk) for pk in Flag.objects.values_list("pk", flat=True)),
    "flagged": Counter(f"{by} {post}" for by, post in Flag.objects.values_list("raised_by_id", "post_id")),
    "handed": Counter(str(pk) for pk in Item.objects.filter(decision="handed_on").values_list("pk", flat=True)),
    "concerns": Counter(str(pk) for pk in Concern.objects.values_list("item_id", flat=True)),
    "post_ids": [str(pk) for pk in Post.objects.values_list("pk", flat=True)],
    "post.written": noted("post.written", "post_id"),
    "flag.raised": noted("flag.raised", "flag_id"),
    "item.handed_on": noted("item.handed_on", "item_id"),
}))
"""
MORE = """
import json
from config import people
print("MORE" + json.dumps([people.as_json(people.open_member(name)[1]) for name in ("Fern", "Moss", "Reed")]))
"""


def asked(server: Server, script: str, mark: str) -> Any:
    """What a script of the operator's prints after `mark`."""
    return json.loads(server.manage("shell", fed=script).rpartition(mark)[2])


class Busy:
    """People who post, flag and hand on as fast as they can, and remember only what the site confirmed."""

    def __init__(self, site: Site) -> None:
        self.site = site
        ada = signed_in(site.url, site.cast["ada"])
        self.thread = begin_thread(ada, "A slow week", "The kettle and the rain.")
        # Nobody posts or flags more than the hour allows; enough for every cycle.
        self.to_flag = [ada.send(f"{self.thread}reply/", words=f"Page {n}").goes_to[3:-1] for n in range(18)]
        self.writers = [signed_in(site.url, keys) for keys in asked(site.a, MORE, "MORE")]
        self.ben = signed_in(site.b.url, site.cast["ben"])
        self.team = [signed_in(site.a.url, site.cast["mo"], on_shift=True)]
        self.team.append(signed_in(site.b.url, site.cast["ola"], on_shift=True))
        self.posted: list[str] = []
        self.flagged: list[str] = []
        for post in self.to_flag[:WAITING]:
            self.flagged.append(self.ben.send(f"/p/{post}/flag/", reason="worried").goes_to[10:-1])
        del self.to_flag[:WAITING]
        self.handed: list[str] = []
        self.cut_off = 0
        self.ending = threading.Event()

    def work_until(self, moment: Callable[[], None]) -> None:
        """Everybody works until `moment` has happened, and until it ended what they were at."""
        self.ending.clear()
        workers = [threading.Thread(target=self._write, args=(i, writer)) for i, writer in enumerate(self.writers)]
        workers += [threading.Thread(target=self._flag)]
        workers += [threading.Thread(target=self._hand_on, args=(someone,)) for someone in self.team]
        for worker in workers:
            worker.start()
        posted, handed, patience = len(self.posted), len(self.handed), time.monotonic() + 10
        while (len(self.posted) < posted + 2 or len(self.handed) == handed) and time.monotonic() < patience:
            time.sleep(0.002)  # Then the power goes, while everybody is at something.
        moment()
        self.ending.set()
        for worker in workers:
            worker.join()

    def _write(self, number: int, writer: Plain) -> None:
        for turn in range(6):
            words = f"Writer {number}, {time.monotonic_ns()}, line {turn}"
            with self._perhaps() as go:
                if go and writer.send(f"{self.thread}reply/", words=words).goes_to.startswith("/p/"):
                    self.posted.append(words)

    def _flag(self) -> None:
        for _ in range(3):
            with self._perhaps() as go:
                if not go or not self.to_flag:
                    return
                done = self.ben.send(f"/p/{self.to_flag[0]}/flag/", reason="worried", note="A line for the team.")
                if done.status == 409:  # It was there already, though nobody could tell Ben so.
                    self.to_flag.pop(0)
                elif done.goes_to.startswith("/receipts/"):
                    self.flagged.append(done.goes_to[10:-1])
                    self.to_flag.pop(0)

    def _hand_on(self, someone: Plain) -> None:
        while not self.ending.is_set():
            with self._perhaps() as go:
                desk = someone.get("/desk/").text if go else ""
                mine = re.findall(r'href="/desk/([0-9a-f-]+)/">Go on', desk)
                free = re.findall(r'action="/desk/([0-9a-f-]+)/claim/"', desk)
                for item in [*mine, *free][:1]:
                    if item not in mine:
                        someone.send("/desk/", action=f"/desk/{item}/claim/")
                    path = f"/desk/{item}/hand-on/"
                    done = someone.send(f"/desk/{item}/", action=path, level="red", note="To look at.")
                    if "done=handed_on" in done.goes_to:
                        self.handed.append(item)
            time.sleep(0.05)

    @contextlib.contextmanager
    def _perhaps(self) -> Iterator[bool]:
        """A request may meet a server that has died. Whatever else goes wrong is told by the counts."""
        try:
            yield not self.ending.is_set()
        except (OSError, http.client.HTTPException, AssertionError):
            self.cut_off += 1


def test_nothing_confirmed_is_lost_when_the_server_is_killed(own_site: Site) -> None:
    busy = Busy(own_site)
    for _ in range(CYCLES):
        busy.work_until(lambda: power_cut(own_site))
        for server in {own_site.a, own_site.b}:
            server.start()
    assert busy.cut_off >= CYCLES
    assert len(busy.posted) >= CYCLES
    assert len(busy.flagged) > WAITING
    assert len(busy.handed) >= CYCLES
    counted = asked(own_site.a, COUNTED, "COUNTED")
    for confirmed, kind in ((busy.posted, "posts"), (busy.flagged, "flags"), (busy.handed, "handed")):
        assert {one: counted[kind].get(one) for one in confirmed} == dict.fromkeys(confirmed, 1)
    assert set(counted["posts"].values()) == set(counted["flagged"].values()) == {1}
    assert counted["handed"] == counted["concerns"] == counted["item.handed_on"]
    assert counted["flags"] == counted["flag.raised"]
    assert dict.fromkeys(counted["post_ids"], 1) == counted["post.written"]
    assert json.loads(own_site.a.manage("verify_audit", "--json"))["whole"]
    assert "Traceback" not in own_site.logs()


def power_cut(site: Site) -> None:
    site.a.kill()
    site.b.kill()


def at_once(times: int, act: Callable[[int], Any]) -> list[Any]:
    """The same thing `times` times in the same moment."""
    ready = threading.Barrier(times)

    def run(number: int) -> Any:
        ready.wait()
        return act(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_a_form_sent_five_times_at_once_makes_one(site: Site) -> None:
    ada, ben = signed_in(site.url, site.cast["ada"]), signed_in(site.url, site.cast["ben"])
    thread = begin_thread(ada, "One line", "Only this.")
    doors = [site.a.url, site.b.url]

    def again(someone: Plain, path: str, **typed: list[str]) -> set[str]:
        sheet = someone.sheet(path, has=next(iter(typed)))
        places = at_once(5, lambda n: through(someone, doors[n % 2]).post(sheet.action, sheet.fields | typed).goes_to)
        return set(places)

    board = re.findall(r'href="(/spaces/[0-9a-f-]+/)"', ada.get("/spaces/").text)[0]
    begun = again(ada, f"{board}write/", title=["Said once"], words=["Once is enough."])
    assert len(begun) == 1, begun
    assert len(posts_of(ada, begun.pop())) == 1
    assert len(again(ada, f"{thread}reply/", words=["A reply."])) == 1
    posts = posts_of(ben, thread)
    assert len(posts) == 2
    receipts = again(ben, f"/p/{posts[0]}/flag/", reason=["worried"])
    assert len(receipts) == 1, receipts
    assert ben.get("/receipts/").text.count('href="/receipts/') - ben.get("/").text.count('href="/receipts/') == 1
    two = [ben.sheet(f"/p/{posts[1]}/flag/", has="reason") for _ in doors]
    answers = at_once(2, lambda n: through(ben, doors[n]).post(two[n].action, two[n].fields | {"reason": ["rules"]}))
    first, second = sorted(answers, key=lambda answer: answer.status)
    assert (first.status, second.status) == (302, 409)
    assert f'href="{first.goes_to}"' in second.text


def through(someone: Plain, url: str) -> Plain:
    """The same person, at another door of the site."""
    other = Plain(url)
    other.cookies = dict(someone.cookies)
    return other


def test_of_many_who_claim_at_once_one_wins(site: Site) -> None:
    ada, ben = signed_in(site.url, site.cast["ada"]), signed_in(site.url, site.cast["ben"])
    mo, ola = (signed_in(site.url, site.cast[name], on_shift=True) for name in ("mo", "ola"))
    for turn in range(4):
        thread = begin_thread(ada, f"Turn {turn}", "A few words.")
        before = set(re.findall(r'id="i-([0-9a-f-]+)"', mo.get("/desk/").text))
        assert ben.send(f"/p/{posts_of(ben, thread)[0]}/flag/", reason="worried").status == 302
        item = (set(re.findall(r'id="i-([0-9a-f-]+)"', mo.get("/desk/").text)) - before).pop()
        path = f"/desk/{item}/claim/"
        sheets = {someone: someone.sheet("/desk/", action=path) for someone in (mo, ola)}

        def claim(number: int, sheets: dict[Plain, Any] = sheets) -> tuple[int, int]:
            someone = (mo, ola)[number % 2]
            door = (site.a.url, site.b.url)[number // 2 % 2]
            return number % 2, through(someone, door).post(sheets[someone].action, sheets[someone].fields).status

        outcomes = at_once(6, claim)
        winners = {who for who, status in outcomes if status == 302}
        assert len(winners) == 1, outcomes
        assert {status for who, status in outcomes if who not in winners} == {409}, outcomes
        winner, loser = (mo, ola) if winners == {0} else (ola, mo)
        assert "You hold this one" in desk_row(winner, item)
        assert "is looking at this one" in desk_row(loser, item)
    claims = json.loads(site.a.manage("verify_audit", "--json"))["actions"]["item.claimed"]
    assert claims == 4


def desk_row(someone: Plain, item: str) -> str:
    return someone.get("/desk/").text.partition(f'id="i-{item}"')[2].partition("</li>")[0]
