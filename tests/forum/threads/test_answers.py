"""Four kind things to say to a post, and posts one keeps: seen by whom, and by nobody else."""

import pytest
from django.test import Client

from forum.accounts.models import Account
from forum.accounts.services.joining import close_account
from forum.blocks.services import block
from forum.core.events import NAMES, Event, within_transaction
from forum.core.refusals import NotGranted
from forum.threads.events import ReactionGiven
from forum.threads.models import Bookmark, Feeling, Post, Reaction
from forum.threads.services.answering import react
from forum.threads.services.places import step_back
from forum.threads.services.withdrawing import withdraw_post
from tests.conftest import Browse, FakeClock
from tests.factories.accounts import make_account
from tests.factories.threads import make_post
from tests.forum.answers import text

pytestmark = pytest.mark.django_db
_GIVEN: list[ReactionGiven] = []


@within_transaction(ReactionGiven)
def _hear(event: ReactionGiven) -> None:
    _GIVEN.append(event)


@pytest.fixture(autouse=True)
def given() -> list[ReactionGiven]:
    """The events of this test."""
    _GIVEN.clear()
    return _GIVEN


def _say(client: Client, post: Post, **fields: str) -> int:
    return client.post(f"/p/{post.pk}/react/", fields).status_code


def _thread(browse: Browse, who: Account, post: Post) -> str:
    return text(browse(who).get(f"/t/{post.thread_id}/"))


def test_a_reaction_is_given_and_taken_back_with_one_press(ada: Account, ben: Account, browse: Browse) -> None:
    post, client = make_post(ada), browse(ben)
    assert client.post(f"/p/{post.pk}/react/", {"say": "hear"})["Location"] == f"/p/{post.pk}/"
    assert _say(client, post, say="hear") == 302
    assert [reaction.feeling for reaction in Reaction.objects.all()] == [Feeling.HEAR]
    page = _thread(browse, ben, post)
    assert 'name="unsay" value="hear" aria-pressed="true">I hear you' in page
    assert 'name="say" value="thanks" aria-pressed="false">Thank you' in page
    _say(client, post, unsay="hear")
    assert not Reaction.objects.exists()


def test_a_script_that_stays_on_the_page_is_told_that_it_is_done(ada: Account, ben: Account, browse: Browse) -> None:
    answer = browse(ben).post(f"/p/{make_post(ada).pk}/react/", {"say": "hear"}, headers={"X-Stay": "1"})
    assert (answer.status_code, answer.content) == (204, b"")


def test_the_author_is_told_what_was_said_and_nobody_who_or_how_often(
    ada: Account, ben: Account, mo: Account, browse: Browse
) -> None:
    post, cat = make_post(ada), make_account("Cat")
    for who, feeling in ((ben, Feeling.HEAR), (cat, Feeling.HEAR), (cat, Feeling.THANKS)):
        react(actor=who, post=post, feeling=feeling)
    mine = _thread(browse, ada, post)
    assert "Somebody said: <q>I hear you</q> <q>Thank you</q>" in mine
    assert "Ben" not in mine
    assert "Cat" not in mine
    for who in (make_account("Dee"), mo):
        theirs = _thread(browse, who, post)
        assert "Somebody said" not in theirs
        assert 'aria-pressed="true"' not in theirs


def test_not_to_oneself_and_not_to_what_is_out_of_sight(ada: Account, ben: Account, browse: Browse) -> None:
    post = make_post(ada)
    with pytest.raises(NotGranted):
        react(actor=ada, post=post, feeling=Feeling.HEAR)
    assert _say(browse(ada), post, say="hear") == 404
    withdraw_post(actor=ada, post=post)
    assert _say(browse(ben), post, say="hear") == 404
    with pytest.raises(NotGranted):
        react(actor=ben, post=Post.objects.get(pk=post.pk), feeling=Feeling.HEAR)


def test_what_is_not_one_of_the_four_is_nothing(ada: Account, ben: Account, browse: Browse) -> None:
    assert _say(browse(ben), make_post(ada), say="pity") == 302
    assert not Reaction.objects.exists()


def test_the_author_hears_once_a_day_for_each_post(
    ada: Account, ben: Account, clock: FakeClock, given: list[ReactionGiven]
) -> None:
    post, other = make_post(ada), make_post(ada)
    for feeling in Feeling:
        react(actor=ben, post=post, feeling=feeling)
    react(actor=ben, post=other, feeling=Feeling.HEAR)
    assert [event.post_id for event in given] == [post.pk, other.pk]
    assert not ReactionGiven.audited
    assert NAMES["reaction.given"] is ReactionGiven
    assert issubclass(ReactionGiven, Event)


def test_across_a_block_nothing_is_heard_and_nothing_is_told(
    ada: Account, ben: Account, browse: Browse, given: list[ReactionGiven]
) -> None:
    post = make_post(ada)
    react(actor=ben, post=post, feeling=Feeling.HEAR)
    block(actor=ada, account=ben)
    assert "Somebody said" not in _thread(browse, ada, post)
    given.clear()
    react(actor=ben, post=post, feeling=Feeling.THANKS)
    assert given == []
    assert "Somebody said" not in _thread(browse, ada, post)


def test_reactions_and_kept_posts_go_with_the_post_and_with_whoever_leaves(
    ada: Account, ben: Account, browse: Browse
) -> None:
    gone, stays = make_post(ada), make_post(ada)
    for post in (gone, stays):
        react(actor=ben, post=post, feeling=Feeling.HEAR)
        browse(ben).post(f"/p/{post.pk}/keep/", {"keep": "1"})
    withdraw_post(actor=ada, post=gone)
    assert [row.post_id for row in Reaction.objects.all()] == [stays.pk]
    assert [row.post_id for row in Bookmark.objects.all()] == [stays.pk]
    close_account(actor=ben, account=ben)
    assert not Reaction.objects.exists()
    assert not Bookmark.objects.exists()


def test_a_post_is_kept_found_again_and_let_go(ada: Account, ben: Account, browse: Browse) -> None:
    post, client = make_post(ada, words="The tide turned."), browse(ben)
    client.post(f"/p/{post.pk}/keep/", {"keep": "1"})
    assert 'name="unkeep" value="1" aria-pressed="true"' in _thread(browse, ben, post)
    assert "The tide turned." in text(client.get("/spaces/kept/"))
    assert "The tide turned." not in text(browse(ada).get("/spaces/kept/"))
    client.post(f"/p/{post.pk}/keep/", {"unkeep": "1", "from": "list"})
    assert "You keep nothing yet." in text(client.get("/spaces/kept/"))


def test_kept_posts_stay_under_the_veil_and_behind_blocks(ada: Account, ben: Account, browse: Browse) -> None:
    post, client = make_post(ada, words="The tide turned."), browse(ben)
    client.post(f"/p/{post.pk}/keep/", {"keep": "1"})
    step_back(actor=ben, thread=post.thread, rest="day")
    assert "The tide turned." not in text(client.get("/spaces/kept/"))
    step_back(actor=ben, thread=post.thread, rest="day")
    block(actor=ben, account=ada)
    assert "The tide turned." not in text(client.get("/spaces/kept/"))


def test_keeping_is_quiet_too(ada: Account, ben: Account, browse: Browse) -> None:
    answer = browse(ben).post(f"/p/{make_post(ada).pk}/keep/", {"keep": "1"}, headers={"X-Stay": "1"})
    assert (answer.status_code, answer.content) == (204, b"")
