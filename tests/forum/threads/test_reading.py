"""Reading boards and threads: pages, cost, times told roughly, and what is not there."""

import re
from base64 import urlsafe_b64decode
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.accounts.models import Account
from forum.core.markup import render
from forum.threads.models import Post, Thread
from forum.threads.services.withdrawing import withdraw_post
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_board, make_post, make_reply, make_thread
from tests.forum.answers import text, without_tokens

pytestmark = pytest.mark.django_db


def _replies(thread: Thread, author: Account, count: int) -> None:
    """`count` replies, two in every minute of the past, straight into the table."""
    start = thread.created_at + timedelta(seconds=1)
    Post.objects.bulk_create(
        Post(
            thread=thread,
            author=author,
            words=f"Wave {n}",
            html=render(f"Wave {n}"),
            created_at=start + timedelta(minutes=n // 2),
            submission=uuid4(),
        )
        for n in range(count)
    )


def _threads(author: Account, count: int) -> Thread:
    first = make_thread(author)
    moment = first.last_post_at
    Thread.objects.bulk_create(
        Thread(board=first.board, author=author, title=f"Tide {n}", created_at=moment, last_post_at=moment)
        for n in range(count)
    )
    return first


def _walk(client: Client, path: str, found: str) -> tuple[list[str], int]:
    """Everything that `found` matches on this page and all that follow it, and how many pages there were."""
    seen, pages, step = [], 0, path
    while step:
        page = text(client.get(step))
        seen += re.findall(found, page)
        pages += 1
        onward = re.search(r'href="(\?after=[^"]+)">(?:Later|Earlier)', page)
        step = path + onward[1] if onward else ""
    return seen, pages


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_a_long_thread_comes_in_pages_and_no_post_is_lost_or_shown_twice(ada: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    _replies(thread, ada, 50)
    seen, pages = _walk(browse(ada), f"/t/{thread.pk}/", r"Wave \d+")
    assert sorted(seen) == sorted(f"Wave {n}" for n in range(50))
    assert pages == 3


def test_a_board_comes_in_pages_newest_first(ada: Account, ben: Account, browse: Browse, clock: FakeClock) -> None:
    first = _threads(ada, 44)
    clock.advance(minutes=1)
    make_reply(ben, first)
    seen, pages = _walk(browse(ada), f"/spaces/{first.board_id}/", r">(Tide \d+|A walk by the sea)<")
    assert seen[0] == "A walk by the sea"
    assert len(seen) == len(set(seen)) == 45
    assert pages == 3


def test_a_post_is_found_on_the_page_that_holds_it(ada: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    _replies(thread, ada, 50)
    client = browse(ada)
    for wave in ("Wave 0", "Wave 9", "Wave 30", "Wave 49"):
        post = Post.objects.get(words=wave)
        place = client.get(f"/p/{post.pk}/")["Location"]
        assert place.endswith(f"#p-{post.pk}")
        assert f">{wave}<" in text(client.get(place.split("#")[0]))


@pytest.mark.parametrize("cursor", ["x", "%00", "%ff", "é", "a:b:c", "x" * 3000, "gAAAAA" + "x" * 90])
def test_a_cursor_we_did_not_make_counts_as_the_beginning(cursor: str, ada: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    for path in (f"/t/{thread.pk}/", f"/spaces/{thread.board_id}/"):
        answer = browse(ada).get(f"{path}?after={cursor}")
        assert answer.status_code == 200
        assert "A walk by the sea" in text(answer)


def test_the_pages_ask_the_database_twelve_times_at_most_however_long_they_are(
    ada: Account, ben: Account, browse: Browse, clock: FakeClock
) -> None:
    thread = _threads(ada, 20)
    _replies(thread, ben, 20)
    client, paths = browse(ben), (f"/t/{thread.pk}/", f"/spaces/{thread.board_id}/", "/spaces/")
    few = [_queries(client, path) for path in paths]
    _threads(ada, 180)
    _replies(thread, ada, 180)
    assert [_queries(client, path) for path in paths] == few
    assert max(few) <= 12


def test_no_exact_time_reaches_a_member_not_even_in_a_cursor(
    ada: Account, ben: Account, browse: Browse, clock: FakeClock
) -> None:
    thread = _threads(ada, 30)
    _replies(thread, ada, 30)
    clock.advance(days=1)
    told = ""
    for path in (f"/t/{thread.pk}/", f"/spaces/{thread.board_id}/"):
        page = text(browse(ben).get(path))
        main = page.split('<main id="main"')[1]
        cursor = re.search(r"\?after=([^\"]+)", main)
        assert cursor
        told += main + urlsafe_b64decode(cursor[1] + "==").decode("latin-1")
    assert "yesterday evening" in told
    assert not re.search(r"\d\d:\d\d", told)
    assert "2026" not in told


def test_what_was_never_there_and_what_was_taken_back_get_the_same_answer(
    ada: Account, ben: Account, browse: Browse
) -> None:
    gone = make_post(ada)
    withdraw_post(actor=ada, post=gone)
    client = browse(ben)
    for shape, known in (("/t/{}/", gone.thread_id), ("/t/{}/reply/", gone.thread_id), ("/p/{}/", gone.pk)):
        answers = [client.get(shape.format(pk)) for pk in (known, uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert without_tokens(answers[0]) == without_tokens(answers[1])
        assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


def test_visitors_read_nothing_and_are_not_told_what_exists(ada: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    known, unknown = (browse().get(f"/t/{pk}/") for pk in (thread.pk, uuid4()))
    assert known.status_code == unknown.status_code == 302
    assert {known["Location"].split("%2Ft%2F")[0], unknown["Location"].split("%2Ft%2F")[0]} == {"/sign-in/?next="}


def test_one_who_looks_at_an_empty_board_is_told_kindly(ada: Account, browse: Browse) -> None:
    assert "Nobody has written here yet." in text(browse(ada).get(f"/spaces/{make_board().pk}/"))
