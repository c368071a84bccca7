"""Posts as a reader meets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.accounts.permissions import TEAM, Role
from forum.core import paging
from forum.core.when import coarse
from forum.threads.models import Post, Thread
from forum.threads.reading.shown import SHOWN_NAME, is_own, met
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View
from forum.warnings.veil import FilterProfile, veil

POSTS_A_PAGE = 20
WORDS_A_MINUTE = 200
FIELDS = (
    "id", "thread_id", "words", "html", "warnings", "added_warnings", "created_at", "edited_at", "hidden_at",
    "hidden_reason", "held_at", "withdrawn_at", "quotes_id", "quoted_parts", "author_id", "author__role", "shown_name",
)  # fmt: skip


@dataclass(frozen=True)
class PostView:
    """One post as this reader meets it. `html` is empty when their filters hide it, or it was withdrawn."""

    id: UUID
    thread_id: UUID
    author_name: str
    is_own: bool
    is_team: bool
    when: str
    html: Markup
    view: View
    warning_names: Sequence[str]
    minutes: int
    hidden_reason: str
    can_flag: bool
    can_withdraw: bool
    is_held: bool = False
    withdrawn: bool = False
    is_edited: bool = False


def posts_in(thread: Thread, actor: Actor, *, after: str, now: datetime) -> tuple[list[PostView], str]:
    """One page of a thread, oldest first, and the next cursor."""
    rows = shown(met(Post.objects.visible_to(actor), actor).filter(thread=thread))
    page = paging.page_of_values(rows, FIELDS, by="created_at", after=after, size=POSTS_A_PAGE)
    return posts_of(page.rows, actor, now=now), page.next


def one_post(post: Post, actor: Actor, *, now: datetime) -> PostView:
    """A single post, for a page that is about it."""
    row = shown(Post.objects.filter(pk=post.pk)).values(*FIELDS).get()
    return posts_of([row], actor, now=now)[0]


def shown(posts: "QuerySet[Post]") -> "QuerySet[Post]":
    """The same posts, with the name each stands under."""
    return posts.annotate(shown_name=SHOWN_NAME)


def posts_of(rows: Sequence[Mapping[str, Any]], actor: Actor, *, now: datetime) -> list[PostView]:
    """Rows of posts (with FIELDS) as this reader meets them, in the same order."""
    profile = profile_of(actor)
    return [_post(row, actor, profile, now) for row in rows]


def _post(row: Mapping[str, Any], actor: Actor, profile: FilterProfile, now: datetime) -> PostView:
    own = is_own(row["author_id"], actor)
    seen = veil(row["warnings"], profile, own=own, words=row["words"])
    html = row["html"] if seen.view is not View.HIDE else ""
    is_member = actor.role == Role.MEMBER
    return PostView(
        id=row["id"],
        thread_id=row["thread_id"],
        author_name=row["shown_name"],
        is_own=own,
        is_team=row["author__role"] in TEAM,
        when=coarse(row["created_at"], now),
        # Rendered and cleaned when it was written, through forum.core.markup.
        html=Markup(html),  # noqa: S704
        view=seen.view,
        warning_names=seen.names,
        minutes=max(1, round(html.count(" ") / WORDS_A_MINUTE)),
        hidden_reason=row["hidden_reason"] if row["hidden_at"] else "",
        can_flag=is_member and not own,
        can_withdraw=is_member and own,
        is_held=row["held_at"] is not None,
        withdrawn=row["withdrawn_at"] is not None,
        is_edited=row["edited_at"] is not None,
    )
