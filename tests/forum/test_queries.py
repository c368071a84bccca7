"""No page of the forum asks the database more than twelve times, and none asks more because there is more to show.

A page is one line: what is in the world for it is made twice, with few rows and with many.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from forum.accounts.services.choosing import set_choices
from forum.core import clock as clock_module
from forum.core.markup import render
from forum.private.models import Talk
from forum.search.services import index_missing
from forum.threads.models import Bookmark, Feeling, Post, Reaction, Thread, ThreadPlace
from forum.updates.kinds import UpdateKind
from forum.updates.models import Update
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.threads import make_thread

pytestmark = pytest.mark.django_db
MOST = 12


class Rows:
    """A board with one thread; `ben` reads. Each page's rows are added straight to the tables."""

    def __init__(self, ada: Account, ben: Account) -> None:
        self.ada, self.ben = ada, ben
        self.thread = make_thread(ada, title="The first")

    def replies(self, count: int) -> None:
        moment = clock_module.now() - timedelta(days=2)
        Post.objects.bulk_create(
            Post(
                thread=self.thread, author=self.ada if n % 2 else self.ben, words=f"Lantern {n}", submission=uuid4(),
                html=render(f"Lantern {n}"), created_at=moment + timedelta(seconds=n), warnings=["mind.flashback"],
            )
            for n in range(count)
        )  # fmt: skip
        index_missing(at_once=1000)

    def threads(self, count: int) -> None:
        moment = clock_module.now() - timedelta(days=2)
        made = Thread.objects.bulk_create(
            Thread(
                board=self.thread.board, author=self.ada, title=f"Tide {n}", last_post_at=moment + timedelta(seconds=n),
                created_at=moment + timedelta(seconds=n),
            )
            for n in range(count)
        )  # fmt: skip
        long_ago = moment - timedelta(days=1)
        ThreadPlace.objects.bulk_create(
            ThreadPlace(account=self.ben, thread=thread, read_until=long_ago, is_followed=True) for thread in made
        )

    def updates(self, count: int) -> None:
        self.threads(count)
        about = {"account": self.ben, "kind": UpdateKind.REPLY, "at": clock_module.now()}
        Update.objects.bulk_create(
            (Update(thing=thread.pk, thread=thread, **about) for thread in Thread.objects.all()), ignore_conflicts=True
        )

    def talks(self, count: int) -> None:
        for n in range(count):
            other = make_account(f"Dot {count} {n}")
            Talk.objects.create(
                asker=other, asked=self.ben, asked_at=clock_module.now(), last_at=clock_module.now(), reaches=True
            )

    def answers(self, count: int) -> None:
        self.replies(count)
        cat = make_account(f"Cat {count}")
        for post in Post.objects.exclude(author=self.ben):
            Bookmark.objects.get_or_create(account=self.ben, post=post, defaults={"at": post.created_at})
        for post in Post.objects.filter(author=self.ben):
            Reaction.objects.get_or_create(account=cat, post=post, feeling=Feeling.HEAR)


def _found(client: Client, rows: Rows) -> str:
    return str(client.post("/search/", {"words": "lantern"})["Location"])


# What is made, and the page. A page that a name cannot tell is a function of the reader's client and the rows.
PAGES: dict[str, tuple[Callable[[Rows, int], None], str | Callable[[Client, Rows], str]]] = {
    "the boards": (Rows.threads, "/spaces/"),
    "a board": (Rows.threads, lambda client, rows: f"/spaces/{rows.thread.board_id}/"),
    "a thread": (Rows.answers, lambda client, rows: f"/t/{rows.thread.pk}/"),
    "waiting for an answer": (Rows.threads, "/spaces/unanswered/"),
    "since one was here": (Rows.threads, "/spaces/since/"),
    "followed": (Rows.threads, "/spaces/followed/"),
    "kept": (Rows.answers, "/spaces/kept/"),
    "the search": (Rows.threads, "/search/"),
    "what is new": (Rows.updates, "/new/"),
    "private talks": (Rows.talks, "/private/"),
    "what was found": (Rows.replies, _found),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_twelve_times_at_most_however_much_there_is(
    name: str, ada: Account, ben: Account, browse: Browse, clock: FakeClock
) -> None:
    make, where = PAGES[name]
    rows, client = Rows(ada, ben), browse(ben)
    set_choices(actor=ben, offers_answers=True)
    make(rows, 2)
    path = where if isinstance(where, str) else where(client, rows)
    few = _queries(client, path)
    make(rows, 60)
    many = _queries(client, path)
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= MOST, "\n".join(many)


def _queries(client: Client, path: str) -> list[str]:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"][:200] for query in asked]
