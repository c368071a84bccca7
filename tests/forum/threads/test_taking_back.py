"""Taking one's own words back, and what the team put out of sight."""

from typing import Any

import pytest
from django.db import connection

from forum.accounts.models import Account
from forum.core import clock
from forum.core.refusals import NotGranted
from forum.threads.models import Post, Thread
from forum.threads.services.withdrawing import withdraw_post
from tests.conftest import Browse
from tests.factories.threads import make_post, make_reply, make_thread
from tests.forum.answers import said, text

pytestmark = pytest.mark.django_db


def _take_back(browse: Browse, account: Account, post: Post) -> Any:
    return browse(account).post(f"/p/{post.pk}/withdraw/")


def _stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM threads_post")
        rows = cursor.fetchall()
        cursor.execute("SELECT * FROM threads_thread")
        return repr(rows + cursor.fetchall())


def test_it_is_asked_once_and_the_words_are_shown_before(ada: Account, post: Post, browse: Browse) -> None:
    page = browse(ada).get(f"/p/{post.pk}/withdraw/")
    assert "Take this back?" in said(page)
    assert "It was windy." in text(page)
    assert Post.objects.get().withdrawn_at is None


def test_the_words_are_deleted_from_the_table_not_only_hidden(ada: Account, post: Post, browse: Browse) -> None:
    assert "windy" in _stored()
    assert _take_back(browse, ada, post)["Location"] == "/spaces/"
    for word in ("windy", "walk by the sea", "mind.flashback"):
        assert word not in _stored()


def test_a_reply_that_was_taken_back_is_gone_and_not_counted(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    reply, other = make_reply(ben, thread), make_reply(ada, thread, "And the gulls.")
    assert _take_back(browse, ben, reply)["Location"] == f"/t/{thread.pk}/"
    page = text(browse(ada).get(f"/t/{thread.pk}/"))
    assert "I know that wind." not in page
    assert "And the gulls." in page
    thread.refresh_from_db()
    assert thread.reply_count == 1
    assert "1 reply" in text(browse(ada).get(f"/spaces/{thread.board_id}/"))
    assert browse(ada).get(f"/p/{reply.pk}/").status_code == 404
    assert browse(ada).get(f"/p/{other.pk}/").status_code == 302


def test_without_its_first_post_a_thread_loses_its_title_and_stays(ada: Account, ben: Account, browse: Browse) -> None:
    first = make_post(ada, warnings=["sys.police"])
    make_reply(ben, first.thread)
    _take_back(browse, ada, first)
    page = text(browse(ben).get(f"/t/{first.thread_id}/"))
    assert "A walk by the sea" not in page
    assert "I know that wind." in page
    thread = Thread.objects.get()
    assert (thread.reply_count, thread.warnings) == (1, [])


def test_an_empty_thread_is_nowhere_and_takes_no_reply(ada: Account, ben: Account, browse: Browse) -> None:
    first = make_post(ada)
    reply = make_reply(ben, first.thread)
    for account, post in ((ada, first), (ben, reply)):
        _take_back(browse, account, post)
    client = browse(ben)
    assert str(first.thread_id) not in text(client.get(f"/spaces/{first.thread.board_id}/"))
    assert client.get(f"/t/{first.thread_id}/").status_code == 404
    assert client.get(f"/t/{first.thread_id}/reply/").status_code == 404
    assert client.post(f"/t/{first.thread_id}/reply/", {"words": "Hello?"}).status_code == 404


def test_nobody_takes_back_the_words_of_another(
    ada: Account, ben: Account, mo: Account, post: Post, browse: Browse
) -> None:
    for account in (ben, mo):
        assert browse(account).get(f"/p/{post.pk}/withdraw/").status_code == 404
        assert _take_back(browse, account, post).status_code == 404
    assert Post.objects.get().words == "It was windy."


def test_taking_back_twice_is_the_same_as_once(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_thread(ada)
    reply = make_reply(ben, thread)
    withdraw_post(actor=ben, post=reply)
    assert _take_back(browse, ben, reply).status_code == 404
    withdraw_post(actor=ben, post=reply)  # As a second request does that looked before the first was done.
    reply.refresh_from_db()
    with pytest.raises(NotGranted):
        withdraw_post(actor=ben, post=reply)
    thread.refresh_from_db()
    assert thread.reply_count == 0


def test_a_post_the_team_hid_is_seen_by_its_author_with_the_reason_and_by_nobody_else(
    ada: Account, ben: Account, browse: Browse
) -> None:
    thread = make_thread(ben)
    post = make_reply(ada, thread, "Call me on the pier.")
    Post.objects.filter(pk=post.pk).update(hidden_at=clock.now(), hidden_reason="It said where you are.")
    path = f"/t/{thread.pk}/"
    assert "It said where you are." in text(browse(ada).get(path))
    assert "It said where you are." not in text(browse(ben).get(path))
    assert "Call me on the pier." not in text(browse(ben).get(path))
    assert browse(ben).get(f"/p/{post.pk}/").status_code == 404
