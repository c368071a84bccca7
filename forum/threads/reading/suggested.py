"""What others kindly suggest for one's own posts on a page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from forum.accounts.actors import Actor
from forum.threads.models import WarningSuggestion
from forum.threads.reading.posts import PostView
from forum.warnings.taxonomy import BY_KEY


class Suggested(NamedTuple):
    """A warning that may be missing. Who thinks so is not said."""

    key: str
    name: str


def with_suggestions(posts: Sequence[PostView], actor: Actor) -> list[PostView]:
    """The same posts, one's own with what is suggested for them. One query, none without a post of one's own."""
    own = [post.id for post in posts if post.is_own]
    asked: dict[UUID, list[Suggested]] = defaultdict(list)
    if own:
        rows = (
            WarningSuggestion.objects.visible_to(actor).filter(post__in=own, post__author=actor.id).order_by("at", "pk")
        )
        for post_id, key in rows.values_list("post_id", "warning"):
            if key in BY_KEY:
                asked[post_id].append(Suggested(key, BY_KEY[key].name))
    return [replace(post, suggested=tuple(asked[post.id])) if post.id in asked else post for post in posts]
