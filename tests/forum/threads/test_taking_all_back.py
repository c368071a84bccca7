"""Words go, threads stay readable: an empty place without a name; and everything at once."""

import pytest
from django.urls import reverse

from forum.accounts.models import Account
from forum.core import clock as clocks
from forum.threads.models import Bookmark, Post, PostVersion, Reaction, Thread, WarningSuggestion
from forum.threads.services.withdrawing import withdraw_everything, withdraw_post
from tests.factories.accounts import make_account
from tests.factories.names import make_one_off_post
from tests.factories.sessions import signed_in
from tests.factories.threads import make_post, make_reply

pytestmark = pytest.mark.usefixtures("clock")


def test_a_place_stays_without_a_name(ada: Account, ben: Account) -> None:
    una = make_account("Una")
    thread = make_post(una).thread
    gone = make_reply(ben, thread, "Ben's own words.")
    make_reply(una, thread, "After them.")
    withdraw_post(actor=ben, post=gone)
    page = signed_in(ada).get(reverse("threads:thread", args=[thread.pk])).content.decode()
    main = page.split("<main")[1].split("</main")[0]
    assert "Withdrawn by its writer." in main
    assert "After them." in main
    assert "Ben" not in main
    own = signed_in(ben).get(reverse("threads:thread", args=[thread.pk])).content.decode()
    assert "You took this post back." in own
    assert signed_in(ada).get(reverse("threads:post", args=[gone.pk])).status_code == 404


def test_everything_that_hangs_on_a_post_goes_with_it(ada: Account, ben: Account) -> None:
    post = make_post(ada)
    quote = make_reply(ben, post.thread)
    Post.objects.filter(pk=quote.pk).update(quotes=post, quoted_parts=[0])
    PostVersion.objects.create(post=post, words="Before", html="<p>Before</p>", at=clocks.now())
    Reaction.objects.create(post=post, account=ben, feeling="hear")
    Bookmark.objects.create(post=post, account=ben, at=clocks.now())
    WarningSuggestion.objects.create(post=post, suggested_by=ben, warning="mind.flashback", at=clocks.now())
    withdraw_post(actor=ada, post=post)
    for model in (PostVersion, Reaction, Bookmark, WarningSuggestion):
        assert not model._default_manager.exists(), model
    page = signed_in(ben).get(reverse("threads:thread", args=[post.thread_id])).content.decode()
    assert "It was windy." not in page


def test_all_of_it_under_every_name_and_nobody_elses(ada: Account, ben: Account) -> None:
    first, heron, theirs = make_post(ada), make_one_off_post(ada), make_post(ben)
    make_reply(ada, theirs.thread)
    make_reply(ben, first.thread, "Still here.")
    client, address = signed_in(ada), reverse("threads:withdraw_all")
    assert "Take back everything you wrote?" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert "Nothing of yours is on the boards" in client.get(address).content.decode()
    assert not Post.objects.filter(author=ada, withdrawn_at=None).exists()
    assert not Post.objects.filter(author=ada).exclude(words="").exists()
    assert list(Post.objects.filter(withdrawn_at=None).values_list("author", flat=True)) == [ben.pk, ben.pk]
    assert Thread.objects.get(pk=heron.thread_id).is_empty
    page = signed_in(ben).get(reverse("threads:thread", args=[first.thread_id])).content.decode()
    assert "Still here." in page
    assert withdraw_everything(actor=ada) == 0
