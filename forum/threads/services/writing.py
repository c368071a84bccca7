"""Beginning a thread, and replying."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.boards.models import Board
from forum.core import clock
from forum.core.events import publish
from forum.core.markup import render
from forum.core.throttle import spend
from forum.drafts.content import SPACE, THREAD, place_of
from forum.drafts.services import forget_draft
from forum.names.reading import name_in
from forum.names.services import take_one_off
from forum.threads.detail import keep_detail_where_it_belongs, known
from forum.threads.events import PostWritten, ThreadStarted
from forum.threads.models import Post, Thread
from forum.threads.policy import may_quote
from forum.threads.services.places import follow

POSTS_AN_HOUR = 30


@transaction.atomic
def start_thread(
    *,
    actor: Account,
    board: Board,
    title: str,
    words: str,
    warnings: Sequence[str],
    submission: UUID,
    one_off: str = "",
    wish: str = "",
    tells_me: bool = False,
) -> Thread:
    """Begin a thread with its first post, under a one-off name if one is given; say what one would like back, and
    whether one wants to hear of it. The same form sent twice begins one thread."""
    authorize(actor, Permission.THREAD_WRITE, board)
    earlier = _earlier(actor, submission)
    if earlier:
        return Thread.objects.get(pk=earlier.thread_id)
    keep_detail_where_it_belongs(board, warnings)
    now = clock.now()
    thread = Thread.objects.create(
        board=board,
        author=actor,
        written_as=take_one_off(actor=actor, name=one_off) if one_off else None,
        title=title,
        warnings=known(warnings),
        wish=wish,
        created_at=now,
        last_post_at=now,
    )
    publish(ThreadStarted(actor_id=actor.pk, thread_id=thread.pk))
    post = _write(actor, thread, words, warnings, submission)
    forget_draft(actor=actor, place=place_of(SPACE, board.pk))
    if tells_me:
        follow(actor=actor, thread=thread)
    publish(PostWritten(actor_id=actor.pk, post_id=post.pk))
    return thread


@transaction.atomic
def reply(
    *,
    actor: Account,
    thread: Thread,
    words: str,
    warnings: Sequence[str],
    submission: UUID,
    quotes: Post | None = None,
    quoted_parts: Sequence[int] = (),
) -> Post:
    """Add a post to a thread, with some paragraphs of another of its posts above it if they are named: by where they
    stand there, never as a copy. The same form sent twice makes one post."""
    authorize(actor, Permission.POST_WRITE, thread)
    earlier = _earlier(actor, submission)
    if earlier:
        return earlier
    keep_detail_where_it_belongs(thread.board, warnings)
    post = _write(actor, thread, words, warnings, submission)
    if quotes is not None and quoted_parts and may_quote(actor, quotes, thread):
        post.quotes, post.quoted_parts = quotes, sorted(set(quoted_parts))
        post.save(update_fields=["quotes", "quoted_parts"])
    forget_draft(actor=actor, place=place_of(THREAD, thread.pk))
    Thread.objects.filter(pk=thread.pk).update(reply_count=F("reply_count") + 1, last_post_at=post.created_at)
    publish(PostWritten(actor_id=actor.pk, post_id=post.pk))
    return post


def _earlier(actor: Account, submission: UUID) -> Post | None:
    """What this form made before, if anything. One writer, one post at a time: sent twice at once, the second waits."""
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    return Post.objects.filter(author=actor, submission=submission).first()


def _write(actor: Account, thread: Thread, words: str, warnings: Sequence[str], submission: UUID) -> Post:
    spend("post", str(actor.pk), limit=POSTS_AN_HOUR, per=timedelta(hours=1))
    return Post.objects.create(
        thread=thread,
        author=actor,
        written_as=name_in(thread, actor),
        words=words,
        html=render(words),
        warnings=known(warnings),
        created_at=clock.now(),
        submission=submission,
    )
