"""What was confirmed is never lost and never doubled: servers that are killed, forms sent twice, Redis gone."""

import asyncio
import base64
import contextlib
import http.client
import json
import os
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.journeys import acts
from tests.journeys.browser import Person, people
from tests.journeys.plain import Plain
from tests.journeys.server import Server, free_port
from tests.journeys.site import POSTGRES, SQLITE, Site, missing, redis_database, site_on

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


def signed_in(url: str, keys: dict[str, Any], *, on_shift: bool = False) -> Plain:
    someone = Plain(url)
    someone.sign_in(keys)
    if on_shift:
        someone.start_shift()
    return someone


def begin_thread(someone: Plain, title: str, words: str) -> str:
    board = re.findall(r'href="(/spaces/[0-9a-f-]+/)"', someone.get("/spaces/").text)[0]
    begun = someone.send(f"{board}write/", title=title, words=words)
    assert begun.status == 302, begun.text
    return begun.goes_to


def posts_of(someone: Plain, thread: str) -> list[str]:
    return re.findall(r'id="p-([0-9a-f-]+)"', someone.get(thread).text)


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


def test_pages_and_posting_do_not_need_redis(tmp_path: Path) -> None:
    with site_on(SQLITE, tmp_path, REDIS_URL=f"redis://127.0.0.1:{free_port('127.0.0.1')}/0") as site:
        everything_but_live_arrival_works(site)


def test_redis_may_go_away_while_people_write(tmp_path: Path) -> None:
    if reason := missing(POSTGRES):
        pytest.skip(reason)
    with redis_database() as url, Relay(url) as relay, site_on(SQLITE, tmp_path, REDIS_URL=relay.url) as site:
        ada = signed_in(site.url, site.cast["ada"])
        thread = begin_thread(ada, "Before", "While it was there.")
        relay.cut()
        assert ada.send(f"{thread}reply/", words="While it was not.").status == 302
        assert ada.get(thread).text.count("While it was") == 2
        everything_but_live_arrival_works(site)


def everything_but_live_arrival_works(site: Site) -> None:
    ada = signed_in(site.url, site.cast["ada"])
    thread = begin_thread(ada, "Without a helper", "It still works.")
    assert ada.send(f"{thread}reply/", words="And again.").status == 302
    ben = signed_in(site.url, site.cast["ben"])
    assert ben.send(f"/p/{posts_of(ben, thread)[0]}/flag/", reason="worried").status == 302
    mo = signed_in(site.url, site.cast["mo"], on_shift=True)
    assert "A post by Ada" in mo.get("/desk/").text
    assert "Internal Server Error" not in site.logs()


class Relay:
    """A door to Redis that can be shut, and takes what went through it along."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.beyond = (parts.hostname or "127.0.0.1", parts.port or 6379)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self.door.getsockname()[1]}{parts.path}"
        self.open: list[socket.socket] = []

    def __enter__(self) -> "Relay":
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.cut()

    def cut(self) -> None:
        for one in [self.door, *self.open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _answer(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self.door.accept()
                beyond = socket.create_connection(self.beyond)
                self.open += [caller, beyond]
                for pair in ((caller, beyond), (beyond, caller)):
                    threading.Thread(target=_carry, args=pair, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)


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
    if site.stack == SQLITE:  # Its copies of sessions are in the server's own memory.
        site.a.stop()
        site.a.start()


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


def test_a_socket_answers_nonsense_clearly(site: Site) -> None:
    mo = signed_in(site.b.url, site.cast["mo"], on_shift=True)
    with Wire(site.b, mo) as wire:
        assert wire.accepted
        wire.say(b'{"type": "ping"}')
        assert json.loads(wire.hear()[1]) == {"type": "pong"}
        for nonsense in (b"not json", b"[]", b"{}", b"[" * 9000):
            wire.say(nonsense)
            assert json.loads(wire.hear()[1]) == {"type": "error", "code": "malformed"}
        wire.say(b"once more")
        wire.hear()
        assert wire.closed_with() == 4400
    with Wire(site.b, mo) as wire:
        wire.say(b"x" * 20_000)
        assert wire.closed_with() == 1009
    with Wire(site.b, mo) as wire:
        wire.raw(b"\x81\xff" + struct.pack(">Q", 2**40) + b"\0" * 4)  # A terabyte is announced.
        assert wire.closed_with() == 1009
    with Wire(site.b, mo) as wire:
        wire.say(b"\xff\xfe")  # Not UTF-8.
        assert wire.closed_with() == 1007
    with Wire(site.b, mo) as wire:
        wire.raw(b"\x81\x02hi")  # Not masked, as every browser would.
        assert wire.closed_with() == 1002
    assert mo.get("/desk/").status == 200
    assert "Traceback" not in site.logs()


def test_a_socket_of_a_stranger_or_from_elsewhere_is_refused(site: Site) -> None:
    ben, mo = signed_in(site.url, site.cast["ben"]), signed_in(site.url, site.cast["mo"], on_shift=True)
    for origin in ("https://elsewhere.example", "null", "", site.a.url.replace("http", "https")):
        with Wire(site.a, mo, origin=origin) as wire:
            assert not wire.accepted, origin
    with Wire(site.a, Plain(site.url)) as wire:
        assert wire.closed_with() == 4401
    with Wire(site.a, ben) as wire:
        assert wire.closed_with() == 4403
    with Wire(site.a, mo) as wire:
        wire.say(b'{"type": "ping"}')
        wire.hear()
        assert mo.get("/leave/").status == 303
        assert wire.closed_with() == 4401


class Wire:
    """One end of a socket, without a browser: it can say what no browser would."""

    def __init__(self, server: Server, someone: Plain, *, origin: str | None = None, path: str = "/ws/desk/") -> None:
        self.line = socket.create_connection((server.host, server.port), timeout=8)
        cookies = "; ".join(f"{name}={value}" for name, value in someone.cookies.items())
        headers = [
            f"GET {path} HTTP/1.1", f"Host: {server.address}", f"Origin: {server.url if origin is None else origin}",
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", f"Cookie: {cookies}",
        ]  # fmt: skip
        self.raw("\r\n".join([*headers, "", ""]).encode())
        self.file = self.line.makefile("rb")
        self.accepted = b" 101 " in self.file.readline()
        while self.file.readline().strip():
            pass

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *args: object) -> None:
        self.line.close()

    def raw(self, data: bytes) -> None:
        self.line.sendall(data)

    def say(self, text: bytes) -> None:
        length = struct.pack(">BH", 0xFE, len(text)) if len(text) > 125 else bytes([0x80 | len(text)])
        self.raw(b"\x81" + length + b"\0\0\0\0" + text)  # Masked with nothing.

    def hear(self) -> tuple[int, bytes]:
        """The next frame: its kind and what it says."""
        kind, length = self.file.read(2)
        if length == 126:
            (length,) = struct.unpack(">H", self.file.read(2))
        return kind & 15, self.file.read(length)

    def closed_with(self) -> int:
        """The code of the frame that ends the socket, after whatever is said before."""
        while True:
            kind, told = self.hear()
            if kind == 8:
                return int(struct.unpack(">H", told[:2])[0])
