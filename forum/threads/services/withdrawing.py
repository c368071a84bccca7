"""Taking one's words back."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.threads.events import PostWithdrawing, PostWithdrawn
from forum.threads.models import Bookmark, Post, PostVersion, Reaction, Thread, WarningSuggestion
from forum.threads.turns import one_at_a_time

A_BATCH = 50


@transaction.atomic
def withdraw_post(*, actor: Account, post: Post) -> None:
    """Take one's own words back: they are deleted at once. A thread with nothing left in it is gone from the lists."""
    authorize(actor, Permission.POST_WITHDRAW, post)
    _empty(post)
    publish(PostWithdrawn(actor_id=actor.pk, post_id=post.pk))


def withdraw_everything(*, actor: Account) -> int:
    """Take back every word one wrote on the boards. One post at a time, each for itself: nobody else's thread is held
    for longer than that takes, and what is gone stays gone if something breaks off in between."""
    authorize(actor, Permission.POST_WITHDRAW, SITE)
    mine = Post.objects.filter(author=actor, withdrawn_at__isnull=True).order_by("created_at", "pk")
    taken = 0
    while batch := list(mine[:A_BATCH]):
        for post in batch:
            withdraw_post(actor=actor, post=post)
        taken += len(batch)
    return taken


@transaction.atomic
def withdraw_all_of(*, account_id: UUID) -> None:
    """Delete every word of somebody who closed their account. The threads are held first, in one order: later the trail
    is held too, for which others wait who hold a thread."""
    touched = Post.objects.filter(author_id=account_id, withdrawn_at__isnull=True).values("thread_id")
    list(Thread.objects.filter(pk__in=touched).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    for post in Post.objects.filter(author_id=account_id, withdrawn_at__isnull=True):
        _empty(post)
        publish(PostWithdrawn(actor_id=account_id, post_id=post.pk))


def _empty(post: Post) -> None:
    posts, thread = Post.objects.filter(thread_id=post.thread_id), Thread.objects.filter(pk=post.thread_id)
    one_at_a_time(post.thread_id)  # So that it is known which post was the last.
    publish(PostWithdrawing(actor_id=post.author_id, post_id=post.pk))
    still = posts.filter(pk=post.pk, withdrawn_at__isnull=True)
    gone: dict[str, Any] = {"words": "", "html": "", "warnings": [], "hidden_at": None, "hidden_reason": ""}
    gone |= {"quotes": None, "quoted_parts": [], "edited_at": None, "added_warnings": []}
    was_held = still.filter(held_at__isnull=False).exists()
    if not still.update(**gone, held_at=None, withdrawn_at=clock.now()):
        return  # Asked for twice at once: it is gone already.
    for about in (PostVersion, Reaction, Bookmark, WarningSuggestion):
        about._default_manager.filter(post=post).delete()
    if not posts.filter(withdrawn_at__isnull=True).exists():
        thread.update(is_empty=True, title="", warnings=[])
    elif Post.first_of(post.thread_id) == post.pk:
        thread.update(title="A thread whose beginning was taken back", warnings=[])
    elif not was_held:  # One that waited was never counted.
        thread.update(reply_count=F("reply_count") - 1)
