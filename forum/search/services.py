"""The verbs of the search: ask, and keep the index up with what was written."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core.throttle import spend
from forum.search.asking import Asked, address
from forum.search.excerpts import plain_words
from forum.search.index import index
from forum.search.models import IndexedPost
from forum.search.words import words_of
from forum.threads.models import Post

SEARCHES_AN_HOUR = 60
AT_ONCE = 200


def ask(*, actor: Account, asked: Asked) -> str:
    """The sealed form of a search, which its page can be found under for an hour, and by nobody else. What was asked is
    stored nowhere."""
    authorize(actor, Permission.SEARCH_ASK, SITE)
    spend("search", str(actor.pk), limit=SEARCHES_AN_HOUR, per=timedelta(hours=1))
    return address(actor, asked)


@transaction.atomic
def index_post(*, post_id: UUID) -> None:
    """The post can be found as it reads now; one that others cannot read is not found at all."""
    index().drop(post_id)
    _put(_to_be_found().filter(pk=post_id))


@transaction.atomic
def forget_post(*, post_id: UUID) -> None:
    """Nothing of the post is found any more."""
    index().drop(post_id)


def sweep_index() -> int:
    """Clear out what forgotten posts left behind. Returns how many there were."""
    return index().sweep()


@transaction.atomic
def index_missing(*, at_once: int = AT_ONCE) -> int:
    """Take in posts that are not in the index yet, some at a time. Returns how many."""
    known = IndexedPost.objects.filter(post_id=OuterRef("pk"))
    missing = list(_to_be_found().exclude(Exists(known))[:at_once])
    _put(missing)
    return len(missing)


def rebuild_index() -> int:
    """Everything again, from the posts. Returns how many can be found."""
    with transaction.atomic():
        for post_id in IndexedPost.objects.filter(post__isnull=False).values_list("post_id", flat=True):
            index().drop(post_id)
    taken = 0
    while more := index_missing():
        taken += more
    sweep_index()
    return taken


def _to_be_found() -> "QuerySet[Post]":
    """Posts that others can read, each with the one that begins its thread: the title belongs to that."""
    first = Post.objects.filter(thread_id=OuterRef("thread_id")).order_by("created_at", "pk").values("pk")
    posts = Post.objects.filter(withdrawn_at=None, hidden_at=None, held_at=None).select_related("thread")
    return posts.annotate(first_id=Subquery(first[:1]))


def _put(posts: Iterable[Any]) -> None:
    entries = {post: IndexedPost(post=post) for post in posts}
    IndexedPost.objects.bulk_create(entries.values())
    index().put([(entry.pk, _words(post)) for post, entry in entries.items()])


def _words(post: Any) -> list[str]:
    title = words_of(post.thread.title) if post.first_id == post.pk else []
    return [*title, *words_of(plain_words(post.html))]
