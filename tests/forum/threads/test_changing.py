"""Changing one's own words: for a day, with what they said before, and the warnings at any time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from forum.accounts.models import Account
from forum.core import clock as clocks
from forum.core.refusals import NotGranted
from forum.threads.chores import forget_what_posts_said_before
from forum.threads.models import Post, PostVersion, Thread, Wish
from forum.threads.policy import NoRepliesWished, OutOfSightNow
from forum.threads.services.editing import TooLateToChange, change_warnings, edit_post, set_wish
from forum.threads.services.hiding import hold_post
from forum.threads.services.writing import reply
from forum.warnings.base import View
from forum.warnings.services import set_profile
from tests.conftest import Browse, FakeClock
from tests.factories.threads import make_post, make_reply, ready_to_write
from tests.forum.answers import fields, text


def _edit(client: Any, post: Post, **typed: Any) -> Any:
    path = f"/p/{post.pk}/edit/"
    return client.post(path, {**fields(client.get(path)), **typed})


def test_words_can_be_changed_and_everybody_sees_that_they_were(ada: Account, ben: Account, browse: Browse) -> None:
    post = make_post(ada)
    assert _edit(browse(ada), post, words="It was *calm*.")["Location"] == f"/p/{post.pk}/"
    page = text(browse(ben).get(f"/t/{post.thread_id}/"))
    assert "<em>calm</em>" in page
    assert f"/p/{post.pk}/versions/" in page
    assert "It was windy." in text(browse(ben).get(f"/p/{post.pk}/versions/"))


def test_what_it_said_before_goes_after_a_day_or_at_once(
    ada: Account, ben: Account, browse: Browse, clock: FakeClock
) -> None:
    post = make_post(ada, words="Ring 07700 900123.")
    edit_post(actor=ada, post=post, words="Ring me.", warnings=[])
    assert browse(ben).post(f"/p/{post.pk}/versions/forget/").status_code == 404
    browse(ada).post(f"/p/{post.pk}/versions/forget/")
    assert not PostVersion.objects.exists()
    assert Post.objects.get().edited_at is not None
    edit_post(actor=ada, post=post, words="Call me.", warnings=[])
    clock.advance(hours=23)
    assert forget_what_posts_said_before(clocks.now()) == 0
    clock.advance(hours=1)
    assert forget_what_posts_said_before(clocks.now()) == 1


def test_after_a_day_only_the_warnings_change_and_without_a_mark(
    ada: Account, browse: Browse, clock: FakeClock
) -> None:
    post = make_post(ada)
    clock.advance(hours=24)
    with pytest.raises(TooLateToChange):
        edit_post(actor=ada, post=post, words="It was calm.", warnings=[])
    client = browse(ada)
    assert "<textarea" not in text(client.get(f"/p/{post.pk}/edit/"))
    assert _edit(client, post, warnings=["sys.police"]).status_code == 302
    post.refresh_from_db()
    assert (post.warnings, post.edited_at, Thread.objects.get().warnings) == (["sys.police"], None, ["sys.police"])
    assert not PostVersion.objects.exists()


def test_a_page_that_was_open_past_the_day_gives_the_words_back(ada: Account, browse: Browse) -> None:
    post, client = make_post(ada), browse(ada)
    form = fields(client.get(f"/p/{post.pk}/edit/"))
    Post.objects.update(created_at=clocks.now() - timedelta(hours=24))
    answer = client.post(f"/p/{post.pk}/edit/", {**form, "words": "It was calm & clear."})
    assert answer.status_code == 422
    assert fields(answer)["words"] == "It was calm & clear."


def test_what_the_team_added_stays(ada: Account) -> None:
    post = make_post(ada)
    Post.objects.filter(pk=post.pk).update(warnings=["sys.police"], added_warnings=["sys.police"])
    change_warnings(actor=ada, post=Post.objects.get(), warnings=["mind.flashback"])
    assert Post.objects.get().warnings == ["mind.flashback", "sys.police"]


def test_earlier_words_have_the_veil_of_the_post(ada: Account, ben: Account, browse: Browse) -> None:
    post = make_post(ada, words="Seagulls and sirens.")
    edit_post(actor=ada, post=post, words="It was calm.", warnings=["sys.police"])
    set_profile(actor=ben, choices={"sys.police": View.HIDE})
    page = text(browse(ben).get(f"/p/{post.pk}/versions/"))
    assert "Seagulls" not in page
    assert "out of sight" in page


def test_nobody_changes_the_words_of_others_nor_what_is_out_of_sight(ada: Account, ben: Account) -> None:
    post = make_post(ada)
    with pytest.raises(NotGranted):
        edit_post(actor=ben, post=post, words="Mine.", warnings=[])
    Post.objects.filter(pk=post.pk).update(hidden_at=clocks.now(), hidden_reason="It names a street.")
    with pytest.raises(OutOfSightNow):
        edit_post(actor=ada, post=Post.objects.get(), words="Better.", warnings=[])


def test_one_that_waits_goes_on_waiting(ada: Account, ben: Account, browse: Browse) -> None:
    post = make_post(ada)
    hold_post(post=post)
    edit_post(actor=ada, post=post, words="It was calm.", warnings=[])
    assert Post.objects.get().is_held
    assert browse(ben).get(f"/p/{post.pk}/versions/").status_code == 404


def test_no_replies_are_kept_to_except_by_whoever_asked(ada: Account, ben: Account, browse: Browse) -> None:
    thread = make_post(ada).thread
    client = browse(ada)
    form = fields(client.get(f"/t/{thread.pk}/wish/"))
    assert client.post(f"/t/{thread.pk}/wish/", {**form, "wish": "none"}).status_code == 302
    ready_to_write(ben)
    page = text(browse(ben).get(f"/t/{thread.pk}/"))
    assert "would like no replies" in page
    assert "/reply/" not in page
    assert "/quote/" not in page
    assert browse(ben).get(f"/t/{thread.pk}/reply/").status_code == 403
    thread.refresh_from_db()
    with pytest.raises(NoRepliesWished):
        reply(actor=ben, thread=thread, words="But.", warnings=[], submission=uuid4())
    make_reply(ada, thread, "One more thing.")
    set_wish(actor=ada, thread=thread, wish=Wish.IDEAS)
    thread.refresh_from_db()
    make_reply(ben, thread)
    with pytest.raises(NotGranted):
        set_wish(actor=ben, thread=thread, wish=Wish.NONE)
