"""Blocks and mutes on the boards: about a name, across both names of a person, and without telling which they are."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from forum.accounts.models import Account
from forum.blocks.models import Block, Mute
from forum.blocks.services import block, mute, unmute
from forum.core import clock as clocks
from forum.names.models import NameKind, OtherName
from forum.names.services import change_pseudonym
from forum.threads.models import Post, Thread
from forum.threads.reading.shown import met
from tests.conftest import FakeClock
from tests.factories.names import make_one_off_post
from tests.factories.sessions import signed_in
from tests.factories.threads import make_post, make_reply

pytestmark = pytest.mark.usefixtures("clock")


def read(who: Account) -> "QuerySet[Post]":
    return met(Post.objects.visible_to(who), who)


def test_a_blocked_pseudonym_is_gone_at_once_in_both_directions(ada: Account, ben: Account, nia: Account) -> None:
    hers, his = make_post(ada), make_post(ben)
    block(actor=ben, account=ada)
    assert list(read(ben)) == [his]
    assert list(read(ada)) == [hers]
    assert set(met(Thread.objects.visible_to(ben), ben)) == {his.thread}
    for address in ("threads:thread", "threads:reply"):
        assert signed_in(ben).get(reverse(address, args=[hers.thread_id])).status_code == 404
        assert signed_in(ada).get(reverse(address, args=[his.thread_id])).status_code == 404
    assert signed_in(ada).get(reverse("threads:post", args=[his.pk])).status_code == 404


def test_other_names_stay_until_the_block_and_go_after_it(ada: Account, ben: Account, clock: FakeClock) -> None:
    under_pseudonym, under_another = make_post(ada), make_one_off_post(ada)
    block(actor=ben, account=ada)
    assert list(read(ben)) == [under_another]
    clock.advance(minutes=1)
    later = make_reply(ada, under_another.thread)
    assert later.written_as == under_another.written_as
    assert list(read(ben)) == [under_another]
    assert under_pseudonym not in read(ben)


def test_a_blocked_one_off_name_leaves_the_pseudonym_where_it_is(ada: Account, ben: Account, clock: FakeClock) -> None:
    before, heron = make_post(ada), make_one_off_post(ada)
    block(actor=ben, account=ada, blocked_as=heron.written_as)
    assert list(read(ben)) == [before]
    clock.advance(minutes=1)
    make_post(ada)
    assert list(read(ben)) == [before]
    other = make_one_off_post(ada, "Amber Kettle")
    assert other not in read(ben)


def test_the_blocker_goes_out_of_sight_by_pseudonym_first(ada: Account, ben: Account, clock: FakeClock) -> None:
    pseudonym, heron, theirs = make_post(ben), make_one_off_post(ben), make_one_off_post(ada, "Amber Kettle")
    block(actor=ben, account=ada, blocked_as=theirs.written_as)
    assert pseudonym not in read(ada)
    assert heron in read(ada)
    clock.advance(minutes=1)
    assert make_reply(ben, heron.thread) not in read(ada)


def test_a_new_name_changes_nothing_about_a_block(ada: Account, ben: Account, clock: FakeClock) -> None:
    post = make_post(ada)
    wish, soft = block(actor=ben, account=ada), mute(actor=ben, account=ada)
    clock.advance(minutes=1)
    change_pseudonym(actor=ada, name="Robin", follows=False)
    wish, soft = Block.objects.get(pk=wish.pk), Mute.objects.get(pk=soft.pk)
    assert (wish.name, soft.name) == ("Ada", "Ada")
    make_post(ada)
    assert list(read(ben)) == []
    assert post not in read(ben)


def test_no_question_more_for_a_block(ada: Account, ben: Account, django_assert_num_queries: object) -> None:
    make_post(ada)
    with django_assert_num_queries(1):  # type: ignore[operator]
        list(read(ben))


def test_the_address_names_the_post_and_the_page_the_name(ada: Account, ben: Account) -> None:
    heron = make_one_off_post(ada)
    client = signed_in(ben)
    page = client.get(reverse("threads:thread", args=[heron.thread_id])).content.decode()
    assert reverse("threads:block", args=[heron.pk]) in page
    for address in ("threads:block", "threads:mute"):
        page = client.get(reverse(address, args=[heron.pk])).content.decode()
        assert "Quiet Heron" in page
        assert "Ada" not in page
        assert str(ada.pk) not in page
    assert client.post(reverse("threads:block", args=[heron.pk])).status_code == 302
    assert client.post(reverse("threads:block", args=[heron.pk])).headers["Location"] == reverse("blocks:list")
    page = client.get(reverse("blocks:list")).content.decode()
    assert "Quiet Heron" in page
    assert "Ada" not in page
    assert Block.objects.get().blocked_as == heron.written_as


def test_a_muted_name_is_folded_away_and_opens(ada: Account, ben: Account) -> None:
    heron, other = make_one_off_post(ada, words="Leaves everywhere."), make_post(ada, words="A kite.")
    client = signed_in(ben)
    client.post(reverse("threads:mute", args=[heron.pk]))
    page = client.get(reverse("threads:thread", args=[heron.thread_id])).content.decode()
    assert "A post by somebody you muted" in page
    assert "Leaves everywhere." in page
    page = client.get(reverse("threads:board", args=[heron.thread.board_id])).content.decode()
    assert page.count("A thread by somebody you muted") == 1
    page = client.get(reverse("threads:thread", args=[other.thread_id])).content.decode()
    assert "muted" not in page.split("<main")[1].split("</main")[0].replace("Mute", "")
    row = Mute.objects.get()
    client.post(reverse("blocks:unmute", args=[row.pk]))
    assert not Mute.objects.exists()


def test_only_whoever_muted_can_take_it_back(ada: Account, ben: Account, nia: Account) -> None:
    row = mute(actor=ben, account=ada)
    signed_in(nia).post(reverse("blocks:unmute", args=[row.pk]))
    assert Mute.objects.exists()
    unmute(actor=ben, mute=row)
    assert not Mute.objects.exists()


NAMES = (None, "one", "two")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    posts=some.lists(some.tuples(some.sampled_from(NAMES), some.integers(-3, 3)), max_size=6),
    blocked=some.sampled_from(NAMES),
)
def test_what_is_met_is_what_the_rule_says(
    ada: Account, ben: Account, posts: list[tuple[str | None, int]], blocked: str | None
) -> None:
    from uuid import uuid4

    from django.db import transaction

    with transaction.atomic():
        cache.clear()  # Each example is an evening of its own.
        first, now = make_post(ben), clocks.now()
        names = {
            name: OtherName.objects.create(account=ada, name=name, kind=NameKind.ONE_OFF, at=now)
            for name in NAMES
            if name
        }
        rows = {
            Post.objects.create(
                thread=first.thread, author=ada, written_as=names.get(str(name)), words="x", html="x",
                created_at=now + timedelta(minutes=minutes), submission=uuid4(),
            ): (name, minutes)
            for name, minutes in posts
        }  # fmt: skip
        block(actor=ben, account=ada, blocked_as=names.get(str(blocked)))
        seen = {post for post in read(ben) if post.author_id == ada.pk}
        assert seen == {row for row, (name, minutes) in rows.items() if name != blocked and minutes <= 0}
        transaction.set_rollback(True)


def test_nothing_vanishes_from_a_visitor_or_the_team(ada: Account, mo: Account, client: Client) -> None:
    post = make_post(ada)
    assert list(met(Post.objects.all(), mo)) == [post]
