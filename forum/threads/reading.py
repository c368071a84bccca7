"""What a reader sees of a board and of a thread: plain rows, each with its veil.

Words that a profile hides are left out here, so they never reach the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.accounts.permissions import TEAM, Permission, Role, allows
from forum.boards.models import Board
from forum.core import paging
from forum.core.when import coarse
from forum.threads.models import Post, Thread
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View
from forum.warnings.veil import FilterProfile, veil

THREADS_A_PAGE = POSTS_A_PAGE = 20
WORDS_A_MINUTE = 200
OUT_OF_SIGHT = "A thread whose beginning is out of sight"


@dataclass(frozen=True)
class ThreadLine:
    """One thread in the list of a board."""

    id: UUID
    title: str
    author_name: str
    when: str
    replies: int
    view: View
    warning_names: Sequence[str]
    is_held: bool


@dataclass(frozen=True)
class PostView:
    """One post as this reader meets it."""

    id: UUID
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


def threads_in(board: Board, actor: Actor, *, after: str, now: datetime) -> tuple[list[ThreadLine], int, str]:
    """One page of a board: its threads, how many were left out because the reader hides them, the next cursor."""
    rows = Thread.objects.visible_to(actor).filter(board=board)
    fields = (
        "id", "title", "is_title_hidden", "warnings", "last_post_at", "reply_count", "author_id", "author__pseudonym",
        "is_held",
    )  # fmt: skip
    page = paging.page_of_values(rows, fields, by="last_post_at", after=after, size=THREADS_A_PAGE, newest_first=True)
    profile = profile_of(actor)
    lines = [_line(row, actor, profile, now) for row in page.rows]
    shown = [line for line in lines if line.view is not View.HIDE]
    return shown, len(lines) - len(shown), page.next


def posts_in(thread: Thread, actor: Actor, *, after: str, now: datetime) -> tuple[list[PostView], str]:
    """One page of a thread, oldest first, and the next cursor."""
    rows = Post.objects.visible_to(actor).filter(thread=thread)
    fields = (
        "id", "html", "warnings", "created_at", "hidden_at", "hidden_reason", "held_at", "author_id",
        "author__pseudonym", "author__role",
    )  # fmt: skip
    page = paging.page_of_values(rows, fields, by="created_at", after=after, size=POSTS_A_PAGE)
    profile = profile_of(actor)
    return [_post(row, actor, profile, now) for row in page.rows], page.next


def title_of(thread: Thread, actor: Actor) -> str:
    """The title above a thread; a reader who hides what it is about is not told it."""
    if thread.is_title_hidden and thread.author_id != actor.id:
        return OUT_OF_SIGHT
    if not thread.warnings:
        return thread.title
    seen = veil(thread.warnings, profile_of(actor), own=thread.author_id == actor.id)
    return thread.title if seen.view is not View.HIDE else "A thread that your filters keep out of sight"


def one_post(post: Post, actor: Actor, *, now: datetime) -> PostView:
    """A single post, for a page that is about it."""
    row = {field.attname: getattr(post, field.attname) for field in post._meta.concrete_fields}
    row |= {"author__pseudonym": post.author.pseudonym, "author__role": post.author.role}
    return _post(row, actor, profile_of(actor), now)


def _line(row: Mapping[str, Any], actor: Actor, profile: FilterProfile, now: datetime) -> ThreadLine:
    own = row["author_id"] == actor.id
    seen = veil(row["warnings"], profile, own=own)
    return ThreadLine(
        id=row["id"],
        title=OUT_OF_SIGHT if row["is_title_hidden"] and not own else row["title"],
        author_name=row["author__pseudonym"],
        when=coarse(row["last_post_at"], now),
        replies=row["reply_count"],
        view=seen.view,
        warning_names=seen.names,
        is_held=row["is_held"],
    )


def _post(row: Mapping[str, Any], actor: Actor, profile: FilterProfile, now: datetime) -> PostView:
    own = row["author_id"] == actor.id
    seen = veil(row["warnings"], profile, own=own)
    html = row["html"] if seen.view is not View.HIDE else ""
    is_member = actor.role == Role.MEMBER
    return PostView(
        id=row["id"],
        author_name=row["author__pseudonym"],
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
    )


def may_write(actor: Actor, target: Board | Thread) -> bool:
    """Does the page offer to write here? Somebody who has still to read the notice is offered it too."""
    permission = Permission.THREAD_WRITE if isinstance(target, Board) else Permission.POST_WRITE
    return actor.role == Role.MEMBER or allows(actor, permission, target)


def page_with(post: Post) -> str:
    """The query that leads to the page of the thread on which `post` stands ("" for the first)."""
    earlier = Post.objects.filter(thread_id=post.thread_id, withdrawn_at__isnull=True, created_at__lt=post.created_at)
    before = list(earlier.order_by("-created_at", "-id").values("created_at", "id")[: POSTS_A_PAGE // 2])
    if len(before) < POSTS_A_PAGE // 2:
        return ""
    return f"?after={paging.cursor(before[-1], by='created_at')}"
