"""What can be answered to a post with one press, and what was said to one's own. Nobody is shown who, or how many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Exists, OuterRef, Value

from forum.accounts.actors import Actor
from forum.accounts.permissions import Role
from forum.blocks.models import Block
from forum.threads.models import Bookmark, Feeling, Reaction
from forum.threads.reading.posts import PostView, Saying
from forum.warnings.taxonomy import View

_KEPT = "kept"


def answered(posts: Sequence[PostView], actor: Actor) -> list[PostView]:
    """The same posts with what this reader can say to each, what was said to their own, and what they keep. One
    question for all of them."""
    if actor.role != Role.MEMBER or actor.id is None:
        return list(posts)
    said = _said(posts, actor.id)
    return [_with(post, said[post.id]) for post in posts]


def _said(posts: Sequence[PostView], reader: UUID) -> dict[UUID, set[str]]:
    own = [post.id for post in posts if post.is_own]
    others = [post.id for post in posts if not post.is_own]
    across_a_block = Exists(Block.objects.between(reader, OuterRef("account_id")))
    given = Reaction.objects.filter(account_id=reader, post_id__in=others).values_list("post_id", "feeling")
    received = Reaction.objects.filter(~across_a_block, post_id__in=own).values_list("post_id", "feeling")
    kept = Bookmark.objects.filter(account_id=reader, post_id__in=[*own, *others]).values_list("post_id", Value(_KEPT))
    found: dict[UUID, set[str]] = defaultdict(set)
    for post_id, what in given.union(received, kept):
        found[post_id].add(what)
    return found


def _with(post: PostView, said: set[str]) -> PostView:
    if post.withdrawn or post.view is View.HIDE:
        return post
    known = replace(post, can_keep=True, is_kept=_KEPT in said)
    if post.is_own:
        return replace(known, heard=tuple(feeling.label for feeling in Feeling if feeling in said))
    return replace(known, sayings=tuple(Saying(feeling, feeling.label, feeling in said) for feeling in Feeling))
