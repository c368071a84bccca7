"""The verbs of threads: begin one, reply, take one's words back; for the team, hide a post and bring it back, and
hold one for a first look and let it through."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.boards.models import Board
from forum.core import clock
from forum.core.events import publish
from forum.core.markup import render
from forum.core.throttle import spend
from forum.threads.events import (
    PostHeld,
    PostHidden,
    PostLetThrough,
    PostShown,
    PostWithdrawn,
    PostWritten,
    ThreadStarted,
)
from forum.threads.models import Post, Thread
from forum.warnings.taxonomy import BY_KEY

POSTS_AN_HOUR = 30


@transaction.atomic
def start_thread(
    *, actor: Account, board: Board, title: str, words: str, warnings: Sequence[str], submission: UUID
) -> Thread:
    """Begin a thread with its first post. The same form sent twice begins one thread."""
    authorize(actor, Permission.THREAD_WRITE, board)
    earlier = _earlier(actor, submission)
    if earlier:
        return Thread.objects.get(pk=earlier.thread_id)
    now = clock.now()
    thread = Thread.objects.create(
        board=board, author=actor, title=title, warnings=_known(warnings), created_at=now, last_post_at=now
    )
    publish(ThreadStarted(actor_id=actor.pk, thread_id=thread.pk))
    post = _write(actor, thread, words, warnings, submission)
    publish(PostWritten(actor_id=actor.pk, post_id=post.pk))
    return thread


@transaction.atomic
def reply(*, actor: Account, thread: Thread, words: str, warnings: Sequence[str], submission: UUID) -> Post:
    """Add a post to a thread. The same form sent twice makes one post."""
    authorize(actor, Permission.POST_WRITE, thread)
    earlier = _earlier(actor, submission)
    if earlier:
        return earlier
    post = _write(actor, thread, words, warnings, submission)
    Thread.objects.filter(pk=thread.pk).update(reply_count=F("reply_count") + 1, last_post_at=post.created_at)
    publish(PostWritten(actor_id=actor.pk, post_id=post.pk))
    return post


@transaction.atomic
def withdraw_post(*, actor: Account, post: Post) -> None:
    """Take one's own words back: they are deleted at once. A thread with nothing left in it is gone from the lists."""
    authorize(actor, Permission.POST_WITHDRAW, post)
    _empty(post)
    publish(PostWithdrawn(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def withdraw_all_of(*, account_id: UUID) -> None:
    """Delete every word of somebody who closed their account."""
    for post in Post.objects.filter(author_id=account_id, withdrawn_at__isnull=True):
        _empty(post)
        publish(PostWithdrawn(actor_id=account_id, post_id=post.pk))


@transaction.atomic
def hide_post(*, actor: Account, post: Post, reason: str) -> None:
    """Hide a post from everybody but its author, who sees the reason. `show_post` undoes it."""
    authorize(actor, Permission.POST_HIDE, post)
    Post.objects.filter(pk=post.pk).update(hidden_at=clock.now(), hidden_reason=reason)
    if _first_of(post.thread_id) == post.pk:
        Thread.objects.filter(pk=post.thread_id).update(is_title_hidden=True)
    publish(PostHidden(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def show_post(*, actor: Account, post: Post) -> bool:
    """Bring a hidden post back, as if it had never been hidden. Asked for twice at once, the second answer is False."""
    authorize(actor, Permission.POST_SHOW, post)
    hidden = Post.objects.filter(pk=post.pk, hidden_at__isnull=False)
    if not hidden.update(hidden_at=None, hidden_reason=""):
        return False
    if _first_of(post.thread_id) == post.pk:
        Thread.objects.filter(pk=post.thread_id).update(is_title_hidden=False)
    _let_through(post)
    publish(PostShown(actor_id=actor.pk, post_id=post.pk))
    return True


@transaction.atomic
def hold_post(*, post: Post) -> None:
    """Nobody but its author reads `post` until somebody from the team has, and its place in the thread is kept. With a
    beginning, the whole thread waits."""
    thread = Thread.objects.select_for_update().get(pk=post.thread_id)
    if not Post.objects.filter(pk=post.pk, held_at__isnull=True).update(held_at=clock.now()):
        return
    if _first_of(thread.pk) == post.pk:
        thread.is_held = True
    else:
        shown = Post.objects.filter(thread_id=thread.pk, held_at__isnull=True).aggregate(last=Max("created_at"))
        thread.reply_count, thread.last_post_at = thread.reply_count - 1, shown["last"] or thread.created_at
    thread.save(update_fields=["is_held", "reply_count", "last_post_at"])
    publish(PostHeld(actor_id=None, post_id=post.pk))


@transaction.atomic
def let_post_through(*, actor: Account, post: Post) -> bool:
    """Everybody can read `post`, where it was written. Asked for twice at once, the second answer is False."""
    authorize(actor, Permission.POST_SHOW, post)
    if not _let_through(post):
        return False
    publish(PostLetThrough(actor_id=actor.pk, post_id=post.pk))
    return True


def _earlier(actor: Account, submission: UUID) -> Post | None:
    """What this form made before, if anything. One writer, one post at a time: sent twice at once, the second waits."""
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    return Post.objects.filter(author=actor, submission=submission).first()


def _write(actor: Account, thread: Thread, words: str, warnings: Sequence[str], submission: UUID) -> Post:
    spend("post", str(actor.pk), limit=POSTS_AN_HOUR, per=timedelta(hours=1))
    return Post.objects.create(
        thread=thread,
        author=actor,
        words=words,
        html=render(words),
        warnings=_known(warnings),
        created_at=clock.now(),
        submission=submission,
    )


def _known(warnings: Sequence[str]) -> list[str]:
    return [key for key in BY_KEY if key in set(warnings)]


def _empty(post: Post) -> None:
    posts, thread = Post.objects.filter(thread_id=post.thread_id), Thread.objects.filter(pk=post.thread_id)
    thread.select_for_update().get()  # One at a time, so that it is known which post was the last.
    still = posts.filter(pk=post.pk, withdrawn_at__isnull=True)
    gone: dict[str, Any] = {"words": "", "html": "", "warnings": [], "hidden_at": None, "hidden_reason": ""}
    was_held = still.filter(held_at__isnull=False).exists()
    if not still.update(**gone, held_at=None, withdrawn_at=clock.now()):
        return  # Asked for twice at once: it is gone already.
    if not posts.filter(withdrawn_at__isnull=True).exists():
        thread.update(is_empty=True, title="", warnings=[])
    elif _first_of(post.thread_id) == post.pk:
        thread.update(title="A thread whose beginning was taken back", warnings=[])
    elif not was_held:  # One that waited was never counted.
        thread.update(reply_count=F("reply_count") - 1)


def _let_through(post: Post) -> bool:
    thread = Thread.objects.select_for_update().get(pk=post.thread_id)
    if not Post.objects.filter(pk=post.pk, held_at__isnull=False, withdrawn_at__isnull=True).update(held_at=None):
        return False
    first = _first_of(thread.pk)
    if first != post.pk:
        thread.reply_count, thread.last_post_at = thread.reply_count + 1, max(thread.last_post_at, post.created_at)
    # The title belongs to the beginning: the thread waits for as long as that does.
    thread.is_held = Post.objects.filter(pk=first, held_at__isnull=False).exists()
    thread.save(update_fields=["is_held", "reply_count", "last_post_at"])
    return True


def _first_of(thread_id: UUID) -> UUID:
    """The post that began a thread: the title belongs to it."""
    posts = Post.objects.filter(thread_id=thread_id).order_by("created_at", "pk")
    return posts.values_list("pk", flat=True)[0]
