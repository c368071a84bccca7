"""Whoever waits for a first look reads how long the last ones took, and nothing while too few are known."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from forum.accounts.models import Account
from forum.boards import looks
from forum.boards.models import Board, Holds
from forum.core import clock as clock_module
from forum.threads.models import Post, Thread
from forum.threads.services.writing import start_thread
from moderation.review.lately import first_looks_took
from moderation.review.levels import Level
from moderation.review.models import Decision, Item
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.threads import make_board, make_post, make_thread, ready_to_write


@pytest.fixture(autouse=True)
def _the_clock_stands(clock: FakeClock) -> None:
    """Waits are counted by it."""


def _looks(mo: Account, *hours: float | None, days_ago: float = 10) -> None:
    """First looks that took so many hours; None is one that nobody has come to yet."""
    began = clock_module.now() - timedelta(days=days_ago)
    writer = Account.objects.filter(pseudonym="Ivy").first() or make_account("Ivy")
    thread = Thread.objects.filter(author=writer).first() or make_thread(writer)
    for took in hours:
        over = None if took is None else began + timedelta(hours=took)
        post = Post.objects.create(
            thread=thread, author=writer, words="", html="", submission=uuid4(), created_at=began, withdrawn_at=began
        )
        Item.objects.create(
            post=post,
            level=Level.GREEN,
            is_first_look=True,
            opened_at=began,
            due_at=began,
            claimed_by=mo if over else None,
            claimed_at=over,
            decided_at=over,
            decision=Decision.LET_THROUGH if over else "",
        )
    cache.clear()


def test_fewer_than_five_say_nothing(mo: Account) -> None:
    _looks(mo, 1, 1, 1, 1)
    assert first_looks_took() is None
    assert looks.told() == ""


def test_half_took_less_and_half_took_more(mo: Account) -> None:
    _looks(mo, 1, 2, 2.5, 30, 50)
    assert first_looks_took() == timedelta(hours=2.5)
    assert looks.told() == "Lately half of them were read within 3 hours, and the others later."


def test_what_was_long_ago_says_nothing_about_now(mo: Account) -> None:
    _looks(mo, 1, 1, 1, 1, 1, days_ago=61)
    assert first_looks_took() is None


def test_only_the_last_twenty_count(mo: Account) -> None:
    _looks(mo, *[90.0] * 30, days_ago=30)
    _looks(mo, *[2.0] * 20)
    assert first_looks_took() == timedelta(hours=2)


def test_those_that_still_wait_count_before_they_are_over(mo: Account) -> None:
    _looks(mo, 1, 1, 1, 1, 1)
    _looks(mo, *[None] * 6, days_ago=2)
    assert looks.told() == "Lately half of them were read within 2 days, and the others later."


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(4, "half an hour"), (45, "an hour"), (61, "2 hours"), (24 * 60, "24 hours"), (1450, "2 days")],
)
def test_it_is_rounded_up(mo: Account, minutes: int, words: str) -> None:
    _looks(mo, *[minutes / 60] * 5)
    assert f"within {words}," in looks.told()


def _hold(ada: Account, board: Board) -> Thread:
    ready_to_write(ada)
    return start_thread(actor=ada, board=board, title="Hello", words="Hello.", warnings=[], submission=uuid4())


def test_it_stands_where_one_waits_and_where_one_may_have_to(browse: Browse, ada: Account, mo: Account) -> None:
    board = make_board(holds_newcomers=Holds.ALWAYS)
    thread = _hold(ada, board)
    pages = [
        reverse("threads:thread", args=[thread.pk]),
        reverse("threads:write", args=[board.pk]),
        reverse("threads:board", args=[board.pk]),
        reverse("threads:reply", args=[thread.pk]),
    ]
    client = browse(ada)
    for page in pages:
        assert "Lately half of them" not in client.get(page).content.decode()
    _looks(mo, 3, 3, 3, 3, 3)
    for page in pages:
        assert "Lately half of them were read within 3 hours" in client.get(page).content.decode(), page


def test_it_is_not_told_where_nobody_waits(browse: Browse, ada: Account, mo: Account) -> None:
    shown = make_post(ada)
    _looks(mo, 3, 3, 3, 3, 3)
    for page in (
        reverse("threads:thread", args=[shown.thread_id]),
        reverse("threads:board", args=[shown.thread.board_id]),
    ):
        assert "Lately half of them" not in browse(ada).get(page).content.decode()
