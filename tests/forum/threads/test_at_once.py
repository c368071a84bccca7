"""The same thing asked for many times at once: it happens once, and everybody gets the answer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from forum.accounts.models import Account
from forum.confidentiality.models import Notice
from forum.threads.models import Post, Thread
from tests.conftest import Browse
from tests.factories.threads import make_board, make_notice, make_reply, make_thread, ready_to_write
from tests.forum.answers import fields

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


def _audit_at(migration: str) -> None:
    call_command("migrate", "audit", migration, verbosity=0)


@pytest.fixture(autouse=True)
def _trail_gives_way(transactional_db: None) -> Iterator[None]:
    """What is really committed is emptied after the test, which the trail of the audit would refuse."""
    yield
    _audit_at("0001")


@pytest.fixture(autouse=True, scope="module")
def _trail_stands_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        _audit_at("0002")


@pytest.fixture(autouse=True)
def _trail_stands(_trail_gives_way: None) -> None:
    _audit_at("0002")


def _at_once(ask: Callable[[], Any]) -> list[tuple[int, str]]:
    """Ask TIMES times at the same moment. SQLite in memory lives in one thread: there, one after the other."""

    def once(_: int) -> tuple[int, str]:
        try:
            answer = ask()
            return answer.status_code, answer.get("Location", "")
        finally:
            if connection.vendor == "postgresql":
                connection.close()

    if connection.vendor != "postgresql":
        return [once(number) for number in range(TIMES)]
    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(once, range(TIMES)))


def test_a_thread_sent_many_times_at_once_is_one_thread(ada: Account, browse: Browse) -> None:
    ready_to_write(ada)
    path = f"/spaces/{make_board().pk}/write/"
    form = {**fields(browse(ada).get(path)), "title": "Low tide", "words": "It was windy."}
    clients = [browse(ada) for _ in range(TIMES)]
    answers = _at_once(lambda: clients.pop().post(path, form))
    assert set(answers) == {(302, f"/t/{Thread.objects.get().pk}/")}
    assert Post.objects.count() == 1


def test_a_reply_sent_many_times_at_once_is_one_reply(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    ready_to_write(ben)
    path = f"/t/{thread.pk}/reply/"
    form = {**fields(browse(ben).get(path)), "words": "I know that wind."}
    clients = [browse(ben) for _ in range(TIMES)]
    answers = _at_once(lambda: clients.pop().post(path, form))
    assert set(answers) == {(302, f"/p/{Post.objects.get(author=ben).pk}/")}
    thread.refresh_from_db()
    assert thread.reply_count == 1


def test_a_reply_taken_back_many_times_at_once_is_counted_once(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    make_reply(ada, thread)
    reply = make_reply(ben, thread)
    clients = [browse(ben) for _ in range(TIMES)]
    answers = _at_once(lambda: clients.pop().post(f"/p/{reply.pk}/withdraw/"))
    assert (302, f"/t/{thread.pk}/") in answers
    assert {status for status, _ in answers} <= {302, 404}
    thread.refresh_from_db()
    assert thread.reply_count == 1


def test_a_notice_published_many_times_at_once_is_one_version(nia: Account, browse: Browse) -> None:
    make_notice()
    form = {**fields(browse(nia).get("/notices/")), "words": "Version two."}
    clients = [browse(nia) for _ in range(TIMES)]
    answers = _at_once(lambda: clients.pop().post("/notices/", form))
    assert set(answers) == {(302, "/limits/")}
    assert Notice.objects.count() == 2


def test_a_name_wanted_by_many_at_once_is_given_to_one(browse: Browse, db: None) -> None:
    phrase = "four words about tides"
    form = {"pseudonym": "Sea Glass", "word": "tide", "pass_phrase": phrase, "pass_phrase_again": phrase, "adult": "on"}
    answers = _at_once(lambda: browse().post("/join/", form))
    assert sorted(status for status, _ in answers) == [302] + [422] * (TIMES - 1)
    assert Account.objects.count() == 1
