"""For the team: hide a post and bring it back; hold one for a first look and let it through."""

from django.db import transaction
from django.db.models import Max

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.threads.events import PostHeld, PostHidden, PostLetThrough, PostShown
from forum.threads.models import Post, Thread
from forum.threads.turns import one_at_a_time


@transaction.atomic
def hide_post(*, actor: Account, post: Post, reason: str) -> None:
    """Hide a post from everybody but its author, who sees the reason. `show_post` undoes it."""
    authorize(actor, Permission.POST_HIDE, post)
    one_at_a_time(post.thread_id)
    Post.objects.filter(pk=post.pk).update(hidden_at=clock.now(), hidden_reason=reason)
    if Post.first_of(post.thread_id) == post.pk:
        Thread.objects.filter(pk=post.thread_id).update(is_title_hidden=True)
    publish(PostHidden(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def show_post(*, actor: Account, post: Post) -> bool:
    """Bring a hidden post back, as if it had never been hidden. Asked for twice at once, the second answer is False."""
    authorize(actor, Permission.POST_SHOW, post)
    one_at_a_time(post.thread_id)
    hidden = Post.objects.filter(pk=post.pk, hidden_at__isnull=False)
    if not hidden.update(hidden_at=None, hidden_reason=""):
        return False
    if Post.first_of(post.thread_id) == post.pk:
        Thread.objects.filter(pk=post.thread_id).update(is_title_hidden=False)
    _let_through(post)
    publish(PostShown(actor_id=actor.pk, post_id=post.pk))
    return True


@transaction.atomic
def hold_post(*, post: Post) -> None:
    """Nobody but its author reads `post` until somebody from the team has, and its place in the thread is kept. With a
    beginning, the whole thread waits."""
    thread = one_at_a_time(post.thread_id)
    if not Post.objects.filter(pk=post.pk, held_at__isnull=True).update(held_at=clock.now()):
        return
    if Post.first_of(thread.pk) == post.pk:
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


def _let_through(post: Post) -> bool:
    thread = one_at_a_time(post.thread_id)
    if not Post.objects.filter(pk=post.pk, held_at__isnull=False, withdrawn_at__isnull=True).update(held_at=None):
        return False
    first = Post.first_of(thread.pk)
    if first != post.pk:
        thread.reply_count, thread.last_post_at = thread.reply_count + 1, max(thread.last_post_at, post.created_at)
    # The title belongs to the beginning: the thread waits for as long as that does.
    thread.is_held = Post.objects.filter(pk=first, held_at__isnull=False).exists()
    thread.save(update_fields=["is_held", "reply_count", "last_post_at"])
    return True
