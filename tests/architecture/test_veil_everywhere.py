"""One veil everywhere: no page of the forum shows what a reader hides, or what they cover outside a closed cover.

`SURFACES` is the table. A page that can show posts, titles or quotes of others adds its one line there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from itertools import count
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.accounts.models import Account
from forum.boards.models import Board, DetailLevel
from forum.boards.services import join_board
from forum.threads.models import Feeling, Post, Thread
from forum.threads.services import answering, editing, keeping, places
from forum.threads.services.writing import reply, start_thread
from forum.warnings.base import WARNINGS, View
from forum.warnings.services.profile import be_stricter, set_own_words, set_profile
from tests.architecture.source import named, templates
from tests.conftest import FakeClock
from tests.factories.accounts import make_account
from tests.factories.sessions import signed_in
from tests.factories.threads import make_board, ready_to_write

DEFAULTS = {warning.key: warning.default for warning in WARNINGS}
ORDER = list(View)
STRICTER = dict(zip(ORDER, [*ORDER[1:], View.HIDE], strict=True))
Drawn = list[tuple[tuple[tuple[str, ...], bool], tuple[tuple[str, ...], bool], bool]]
OWN_WORD = "lantern"
_NUMBERS = count(1)


@dataclass(frozen=True)
class Text:
    """One title or post: a word that stands nowhere else, what it carries, and whether it has the reader's own word."""

    marker: str
    warnings: tuple[str, ...]
    has_own_word: bool

    def __str__(self) -> str:
        return f"Common {self.marker} {'by the L4ntern' if self.has_own_word else 'by the window'}"


@dataclass(frozen=True)
class Reader:
    """What somebody chose."""

    choices: dict[str, View]
    own_word: View
    is_stricter: bool

    def meets(self, text: Text) -> View:
        """The oracle: how they should meet it, worked out here and not by the veil."""
        views = [self.choices.get(key, DEFAULTS[key]) for key in text.warnings]
        views += [self.own_word] if text.has_own_word else []
        stepped = [STRICTER[view] for view in views] if self.is_stricter else views
        return max(stepped, key=ORDER.index, default=View.SHOW)


@dataclass(frozen=True)
class Scene:
    """Some threads, one reader, and how that reader should meet each text."""

    client: Client
    board: Board
    threads: list[Thread]
    posts: list[Post]
    expected: dict[str, View]


def _each_thread(page: str) -> Callable[[Scene], list[str]]:
    return lambda scene: [f"/t/{thread.pk}/{page}" for thread in scene.threads]


def _each_post(page: str) -> Callable[[Scene], list[str]]:
    return lambda scene: [f"/p/{post.pk}/{page}" for post in scene.posts[:2]]


def _only(path: str) -> Callable[[Scene], list[str]]:
    return lambda scene: [path]


def _found(scene: Scene) -> list[str]:
    return [scene.client.post("/search/", {"words": "common"}).headers["Location"]]


SURFACES: dict[str, Callable[[Scene], list[str]]] = {
    "the boards": _only("/spaces/"),
    "a board": lambda scene: [f"/spaces/{scene.board.pk}/"],
    "a thread, its posts and its quotes": _each_thread(""),
    "writing a reply": _each_thread("reply/"),
    "stepping back": _each_thread("step-back/"),
    "quoting": _each_post("quote/"),
    "what a post said before": _each_post("versions/"),
    "suggesting a warning": _each_post("suggest/"),
    "asking the team to look": _each_post("flag/"),
    "muting": _each_post("mute/"),
    "blocking": _each_post("block/"),
    "bookmarks": _only("/spaces/kept/"),
    "threads one follows": _only("/spaces/followed/"),
    "since I was last here": _only("/spaces/since/"),
    "unanswered": _only("/spaces/unanswered/"),
    "what is new": _only("/new/"),
    "drafts": _only("/drafts/"),
    "search": _found,
    "how it looks": _only("/filters/look/"),
}


class _Visible(HTMLParser):
    """What stands on a page outside closed covers, attributes and all."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.closed: list[bool] = []
        self.in_summary = 0
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "details":
            found = dict(attrs)
            self.closed.append("cover" in (found.get("class") or "").split() and "open" not in found)
        self.in_summary += tag == "summary"
        self._see(" ".join(value or "" for _, value in attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.closed.pop()
        self.in_summary -= tag == "summary"

    def handle_data(self, data: str) -> None:
        self._see(data)

    def _see(self, words: str) -> None:
        if self.in_summary or not any(self.closed):
            self.seen.append(words)


def _letters(number: int) -> str:
    return "".join(chr(ord("b") + int(digit)) for digit in str(number))


TEXTS = st.builds(
    lambda warnings, own: (tuple(warnings), own),
    st.lists(st.sampled_from(sorted(DEFAULTS)), max_size=2, unique=True),
    st.sampled_from([False, False, False, True]),
)
READERS = st.builds(
    Reader,
    choices=st.dictionaries(st.sampled_from(sorted(DEFAULTS)), st.sampled_from(View), max_size=12),
    own_word=st.sampled_from([View.LABEL, View.COVER, View.HIDE]),
    is_stricter=st.booleans(),
)


@pytest.mark.django_db
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(reader=READERS, drawn=st.lists(st.tuples(TEXTS, TEXTS, st.booleans()), min_size=5, max_size=5))
def test_no_page_shows_what_is_hidden_or_opens_what_is_covered(
    clock: FakeClock,
    reader: Reader,
    drawn: Drawn,
) -> None:
    scene = _scene(reader, drawn, clock)
    leaks = []
    for surface, paths in SURFACES.items():
        for path in paths(scene):
            answer = scene.client.get(path, follow=True)
            assert answer.status_code in (200, 403), f"{surface}: {path} answered {answer.status_code}"
            leaks += [f"{surface}: {leak}" for leak in _leaks(answer.content.decode(), scene.expected)]
    assert leaks == []
    # What is shown is there, or that nothing leaks would prove nothing.
    read = "".join(scene.client.get(f"/t/{thread.pk}/").content.decode() for thread in scene.threads)
    assert [marker for marker, view in scene.expected.items() if view is not View.HIDE and marker not in read] == []


def _leaks(page: str, expected: dict[str, View]) -> Iterator[str]:
    visible = _Visible()
    visible.feed(page)
    in_sight = " ".join(visible.seen)
    for marker, view in expected.items():
        if view is View.HIDE and marker in page:
            yield f"{marker} is hidden and on the page"
        elif view is View.COVER and marker in in_sight:
            yield f"{marker} is covered and in sight"


def _scene(reader: Reader, drawn: Drawn, clock: FakeClock) -> Scene:
    stamp = _letters(next(_NUMBERS))
    ada, ben = make_account(f"Ada {stamp}"), make_account(f"Ben {stamp}")
    for one in (ada, ben):
        ready_to_write(one)
    board = make_board(f"Being heard {stamp}", detail=DetailLevel.OPEN, by_choice=True)
    for one in (ada, ben):
        join_board(actor=one, board=board)
    expected: dict[str, View] = {}
    threads, posts = [], []
    for number, (first, later, has_reply) in enumerate(drawn):
        title, body, answer = (
            Text(f"m{kind}{stamp}q{_letters(number)}x", warnings, own and kind != "t")
            for kind, (warnings, own) in zip("tbr", (first, first, later), strict=True)
        )
        thread = start_thread(
            actor=ada, board=board, title=str(title), words=str(body), warnings=body.warnings, submission=uuid4()
        )
        threads.append(thread)
        posts.append(Post.objects.get(thread=thread))
        places.follow(actor=ben, thread=thread)
        if has_reply:
            posts.append(_reply(ada, thread, answer, posts[-1]))
        texts = (title, body, answer) if has_reply else (title, body)
        expected |= {text.marker: reader.meets(text) for text in texts}
    _live(ada, ben, posts)
    clock.advance(hours=25)
    set_profile(actor=ben, choices=reader.choices)
    set_own_words(actor=ben, entries=[(OWN_WORD, reader.own_word)])
    if reader.is_stricter:
        be_stricter(actor=ben, until=clock.moment + timedelta(hours=2))
    return Scene(signed_in(ben), board, threads, posts, expected)


def _reply(writer: Account, thread: Thread, text: Text, quotes: Post) -> Post:
    return reply(
        actor=writer, thread=thread, words=str(text), warnings=text.warnings, submission=uuid4(),
        quotes=quotes, quoted_parts=[0],
    )  # fmt: skip


def _live(ada: Account, ben: Account, posts: list[Post]) -> None:
    """What leads from a post to other pages: bookmarks, reactions, an edit, an offer to answer."""
    for post in posts:
        keeping.keep_post(actor=ben, post=post)
    answering.react(actor=ben, post=posts[0], feeling=Feeling.HEAR)
    editing.edit_post(actor=ada, post=posts[0], words=f"{posts[0].words} Again.", warnings=posts[0].warnings)
    places.offer_answers(actor=ben, offers=True)


# Templates that print words or titles of posts without the components that cover, and why.
PLAIN = {
    "forum/threads/withdraw.html": "one's own post",
    "forum/threads/edit.html": "one's own post",
    "forum/threads/write.html": "one's own preview",
    "forum/drafts/_found.html": "one's own draft",
    "forum/confidentiality/limits.html": "the notice",
}
_PRINTS = re.compile(r"\{\{[^}]*\b(?:\w+\.)(?:html|title)\b[^}]*\}\}")
_COVERS = re.compile(r"components/(?:post|thread_row|title)\.html|view == \"cover\"")


def test_every_template_of_the_forum_that_prints_a_post_covers_it() -> None:
    # Rooms have faces of their own (tests/forum/rooms/test_faces.py), the inbox what the team wrote.
    bare = []
    for path in templates():
        name = named(path).removeprefix("templates/")
        text = path.read_text(encoding="utf-8")
        is_ours = name.startswith("forum/") and not name.startswith(("forum/rooms/", "forum/inbox/", "forum/shaping/"))
        if is_ours and _PRINTS.search(text) and not _COVERS.search(text) and name not in PLAIN:
            bare.append(name)
    assert bare == []
