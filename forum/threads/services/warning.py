"""For the team: another content warning for a post, without touching a word of it."""

from collections.abc import Sequence

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core.events import publish
from forum.threads.events import PostWarned
from forum.threads.models import LeftWithout, Post, Thread, WarningSuggestion
from forum.threads.turns import one_at_a_time
from forum.warnings.taxonomy import BY_KEY


@transaction.atomic
def add_warnings(*, actor: Account, post: Post, warnings: Sequence[str]) -> list[str]:
    """Add what the post does not carry yet, marked as added by the team; its author cannot take these out. Returns
    them, nothing if there are none. The list of threads covers a beginning by the same ones."""
    authorize(actor, Permission.POST_WARN, post)
    one_at_a_time(post.thread_id)
    post = Post.objects.select_for_update(of=("self",), no_key=True).get(pk=post.pk)
    added = [key for key in BY_KEY if key in set(warnings) and key not in post.warnings]
    if not added:
        return []
    post.warnings = [key for key in BY_KEY if key in {*post.warnings, *added}]
    post.added_warnings = [*post.added_warnings, *added]
    post.save(update_fields=["warnings", "added_warnings"])
    if Post.first_of(post.thread_id) == post.pk:
        Thread.objects.filter(pk=post.thread_id).update(warnings=post.warnings)
    WarningSuggestion.objects.filter(post=post, warning__in=added).delete()
    LeftWithout.objects.filter(post=post, warning__in=added).delete()
    publish(PostWarned(actor_id=actor.pk, post_id=post.pk))
    return added
