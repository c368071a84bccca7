"""What a search finds: only what one may see, through one's filters, and nobody by name."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction

from forum.accounts.models import Account
from forum.accounts.services.joining import close_account
from forum.blocks.services import block
from forum.boards.models import Board
from forum.boards.services import put_board_away
from forum.core import clock
from forum.core.events import publish
from forum.search.asking import Asked
from forum.search.finding import Found, find
from forum.search.index import index
from forum.search.models import IndexedPost
from forum.search.services import index_missing, rebuild_index
from forum.threads.events import PostLetThrough
from forum.threads.models import Post
from forum.threads.services.hiding import hold_post, show_post
from forum.threads.services.places import mute, step_back, unmute
from forum.threads.services.withdrawing import withdraw_post
from forum.threads.services.writing import start_thread
from forum.warnings.services import set_profile
from forum.warnings.taxonomy import View
from moderation.review.models import Decision
from moderation.review.services import decide
from tests.conftest import FakeClock
from tests.factories.review import make_claimed_item
from tests.factories.rota import put_on_duty
from tests.factories.threads import make_board, make_post, make_reply, make_thread

pytestmark = pytest.mark.django_db


def found(actor: Account, words: str = "", **narrowed: str) -> list[Post]:
    """The posts that `actor` finds."""
    return [Post.objects.get(pk=hit.post.id) for hit in _page(actor, words, **narrowed).hits]


def _page(actor: Account, words: str, after: str = "", **narrowed: str) -> Found:
    return find(actor, Asked(words=words, **narrowed), after=after, now=clock.now())


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("harbour", True),
        ("HARBOUR", True),
        ("harb", True),
        ("har", False),
        ("cafe", True),
        ("“quiet café”", True),
        ('"café quiet"', False),
        ("café harbour", True),
        ("harbour lighthouse", False),
        ("wouldnt", True),
        ("wouldn’t", True),
        ("morning", True),
        ("strong", False),
        ("x' OR 1=1 --", False),
        ('harbour" OR "x', False),
        ("harbour*", True),
        ("words: NEAR(", False),
    ],
)
def test_words_of_a_post_and_of_the_title_it_began_with(asked: str, is_found: bool, ada: Account, ben: Account) -> None:
    make_thread(ada, title="A slow morning", words="I **wouldn't** leave the quiet Café by the harbour.")
    assert bool(found(ben, asked)) is is_found


def test_board_topic_and_time_narrow_it_down(ada: Account, ben: Account, clock: FakeClock) -> None:
    post = make_post(ada, words="The tide is low.", warnings=["mind.flashback"])
    clock.advance(days=10)
    here, elsewhere = str(post.thread.board_id), str(make_board("Elsewhere").pk)
    set_profile(actor=ben, choices={"mind.flashback": View.LABEL})
    assert found(ben, "tide", board=here) == found(ben, "tide", span="month") == [post]
    assert found(ben, "tide", warning="mind.flashback") == found(ben, warning="mind.flashback") == [post]
    assert found(ben, "tide", board=elsewhere) == found(ben, "tide", span="week") == []
    assert found(ben, "tide", warning="mind.panic") == []


def test_what_is_out_of_sight_is_not_found_and_what_comes_back_is(ada: Account, ben: Account, mo: Account) -> None:
    post = make_reply(ben, make_thread(ada), "The lantern is lit.")
    put_on_duty(mo)
    item = make_claimed_item(ada, post, mo)
    decide(actor=mo, item=item, decision=Decision.HIDE, reason="It names a street.")
    assert found(ada, "lantern") == found(ben, "lantern") == []
    show_post(actor=mo, post=Post.objects.get(pk=post.pk))
    assert found(ada, "lantern") == [post]
    hold_post(post=post)
    assert found(ada, "lantern") == []
    Post.objects.filter(pk=post.pk).update(held_at=None)
    with transaction.atomic():
        publish(PostLetThrough(actor_id=mo.pk, post_id=post.pk))
    assert found(ada, "lantern") == [post]


def test_words_that_were_taken_back_are_gone_from_the_index(ada: Account, ben: Account) -> None:
    post = make_reply(ben, make_thread(ada), "Zanzibar and quinces.")
    assert found(ada, "zanzibar") == [post]
    withdraw_post(actor=ben, post=post)
    assert found(ada, "zanzibar") == found(ada, "quinces") == []
    index().sweep()
    assert not IndexedPost.objects.filter(post=None).exists()
    assert "zanzibar" not in _everything_in_the_index()
    assert "windy" in _everything_in_the_index()


def test_whoever_closes_their_account_is_not_found_any_more(ada: Account, ben: Account) -> None:
    make_reply(ben, make_thread(ada), "Zanzibar and quinces.")
    close_account(actor=ben, account=ben)
    index().sweep()
    assert "zanzibar" not in _everything_in_the_index()


def test_the_index_can_be_made_again(ada: Account, ben: Account) -> None:
    post = make_post(ada, words="A lantern.")
    gone = make_reply(ada, post.thread, "A lantern too.")
    withdraw_post(actor=ada, post=gone)
    assert rebuild_index() == 1
    assert found(ben, "lantern") == [post]
    IndexedPost.objects.all().delete()
    assert (index_missing(), index_missing()) == (1, 0)
    assert found(ben, "lantern") == [post]


def test_a_hidden_post_is_not_found_and_a_covered_one_shows_no_words(ada: Account, ben: Account) -> None:
    post = make_post(ada, words="The lantern went out.", warnings=["mind.flashback"])
    set_profile(actor=ben, choices={"mind.flashback": View.COVER})
    (hit,) = _page(ben, "lantern").hits
    assert hit.post.view is View.COVER
    assert hit.excerpt == []
    set_profile(actor=ben, choices={"mind.flashback": View.HIDE})
    assert _page(ben, "lantern") == Found([], "")
    assert found(ada, "lantern") == [post]


def test_a_reply_in_a_thread_that_one_hides_is_not_found(ada: Account, ben: Account) -> None:
    make_reply(ada, make_thread(ada, warnings=["mind.flashback"]), "The lantern went out.")
    set_profile(actor=ben, choices={"mind.flashback": View.HIDE})
    assert found(ben, "lantern") == []


def test_blocks_and_threads_put_away_hold(ada: Account, ben: Account) -> None:
    post = make_post(ada, words="A lantern.")
    mute(actor=ben, thread=post.thread)
    assert found(ben, "lantern") == []
    unmute(actor=ben, thread=post.thread)
    step_back(actor=ben, thread=post.thread, rest="day")
    assert found(ben, "lantern") == []
    assert found(ada, "lantern") == [post]


def test_blocks_hold_in_both_directions(ada: Account, ben: Account) -> None:
    make_post(ada, words="A lantern.")
    make_post(ben, words="Another lantern.")
    block(actor=ada, account=ben)
    assert [post.author for post in found(ada, "lantern")] == [ada]
    assert [post.author for post in found(ben, "lantern")] == [ben]


def test_boards_that_one_has_not_joined_are_not_searched(ada: Account, ben: Account) -> None:
    post = make_post(ada, words="A lantern.")
    Board.objects.filter(pk=post.thread.board_id).update(by_choice=True)
    assert found(ben, "lantern") == []
    assert found(ada, "lantern") == [post]


def test_nobody_is_found_by_name_under_any_of_their_names(ada: Account, ben: Account) -> None:
    make_post(ada, words="A lantern.")
    board = Board.objects.get()
    once: dict[str, Any] = {"title": "Once", "words": "A quiet one.", "one_off": "Grey Heron"}
    start_thread(actor=ada, board=board, submission=uuid4(), warnings=[], **once)
    assert found(ben, "Ada") == found(ben, "Heron") == []
    assert "heron" not in _everything_in_the_index()


def test_many_hits_come_in_pages_and_none_is_lost_or_shown_twice(ada: Account, ben: Account, clock: FakeClock) -> None:
    thread = make_thread(ada)
    posts = []
    for number in range(45):
        clock.advance(hours=1)
        posts.append(make_reply(ada, thread, f"Lantern {number}"))
    seen, after = [], ""
    while True:
        page = _page(ben, "lantern", after)
        seen += [hit.post.id for hit in page.hits]
        after = page.next
        if not after:
            break
    assert seen == [post.pk for post in reversed(posts)]


def _everything_in_the_index() -> str:
    """All that the tables of the index hold, as text: what an intruder with the file would read."""
    tables = (
        ["search_indexedpost"]
        if connection.vendor == "postgresql"
        else [f"search_words_{part}" for part in ("data", "idx", "content")]
    )
    rows = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
            rows += cursor.fetchall()
    return " ".join(_readable(cell) for row in rows for cell in row)


def _readable(cell: object) -> str:
    return bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)


def test_a_board_that_was_put_away_is_searched_only_by_name(ada: Account, ben: Account, clock: FakeClock) -> None:
    post = make_post(ben, words="The harbour in the morning.")
    board = Board.objects.get()
    assert found(ada, "harbour") == [post]
    put_board_away(actor=ada, board=board, away=True)
    assert found(ada, "harbour") == []
    assert found(ada, "harbour", board=str(board.pk)) == [post]
