"""Changing one's own words, the warnings that stand with them, and what one would like back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.markup import render
from forum.core.refusals import Refusal
from forum.core.throttle import spend
from forum.drafts.content import POST, place_of
from forum.drafts.services import forget_draft
from forum.threads.detail import keep_detail_where_it_belongs, known
from forum.threads.events import PostEdited, VersionsForgotten, WishSet
from forum.threads.models import CHANGED_WITHIN, Post, PostVersion, Thread, Wish
from forum.threads.turns import one_at_a_time

VERSIONS_KEPT = timedelta(hours=24)
CHANGES_AN_HOUR = 30


class TooLateToChange(Refusal):
    """After a day others have answered to what stands there."""

    code = "too_late_to_change"
    message = (
        "Words can be changed for 24 hours after they were sent, and those are over. You can still change the content "
        "warnings, take the post back, or write another."
    )


@transaction.atomic
def edit_post(*, actor: Account, post: Post, words: str, warnings: Sequence[str]) -> None:
    """Change what one wrote. What it said before stays readable for a day, so that replies make sense; one that waits
    for a first look goes on waiting."""
    authorize(actor, Permission.POST_EDIT, post)
    post, now = _as_it_is_now(actor, post), clock.now()
    if now - post.created_at >= CHANGED_WITHIN:
        raise TooLateToChange
    forget_draft(actor=actor, place=place_of(POST, post.pk))
    if words == post.words:
        _carry(actor, post, warnings)
        return
    keep_detail_where_it_belongs(post.thread.board, warnings)
    spend("change", str(actor.pk), limit=CHANGES_AN_HOUR, per=timedelta(hours=1))
    PostVersion.objects.create(post=post, words=post.words, html=post.html, warnings=post.warnings, at=now)
    post.words, post.html, post.edited_at = words, render(words), now
    post.save(update_fields=["words", "html", "edited_at"])
    _stand_with(post, warnings)
    publish(PostEdited(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def change_warnings(*, actor: Account, post: Post, warnings: Sequence[str]) -> None:
    """Choose other content warnings for one's own words, at any time and without a mark. Those that the team added
    stay."""
    authorize(actor, Permission.POST_EDIT, post)
    _carry(actor, _as_it_is_now(actor, post), warnings)


@transaction.atomic
def forget_versions(*, actor: Account, post: Post) -> None:
    """Delete what one's post said before one changed it: whoever took a telephone number out wants it gone at once.
    That the post was changed still shows."""
    authorize(actor, Permission.POST_EDIT, post)
    if PostVersion.objects.filter(post=post).delete()[0]:
        publish(VersionsForgotten(actor_id=actor.pk, post_id=post.pk))


@transaction.atomic
def forget_old_versions(*, now: datetime) -> int:
    """Delete what posts said before they were changed, a day later."""
    return PostVersion.objects.filter(at__lte=now - VERSIONS_KEPT).delete()[0]


@transaction.atomic
def set_wish(*, actor: Account, thread: Thread, wish: str) -> None:
    """Say anew what one would like back in a thread one began. Replies that are there stay."""
    authorize(actor, Permission.THREAD_WRITE, thread)
    chosen = Wish(wish).value if wish else ""
    if Thread.objects.filter(pk=thread.pk).exclude(wish=chosen).update(wish=chosen):
        publish(WishSet(actor_id=actor.pk, thread_id=thread.pk))


def _as_it_is_now(actor: Account, post: Post) -> Post:
    """The post as the database has it, held until this transaction ends; the team may have hidden it meanwhile."""
    one_at_a_time(post.thread_id)
    now = Post.objects.select_for_update(of=("self",), no_key=True).select_related("thread__board").get(pk=post.pk)
    authorize(actor, Permission.POST_EDIT, now)
    return now


def _carry(actor: Account, post: Post, warnings: Sequence[str]) -> None:
    """Only the warnings change, if they do."""
    if set(post.warnings) == {*known(warnings), *post.added_warnings}:
        return
    keep_detail_where_it_belongs(post.thread.board, [key for key in warnings if key not in post.warnings])
    spend("change", str(actor.pk), limit=CHANGES_AN_HOUR, per=timedelta(hours=1))
    _stand_with(post, warnings)
    publish(PostEdited(actor_id=actor.pk, post_id=post.pk))


def _stand_with(post: Post, warnings: Sequence[str]) -> None:
    """The warnings of a post; the list of threads covers a beginning by the same ones."""
    post.warnings = known([*warnings, *post.added_warnings])
    post.save(update_fields=["warnings"])
    if Post.first_of(post.thread_id) == post.pk:
        Thread.objects.filter(pk=post.thread_id).update(warnings=post.warnings)
