"""Finding posts: the one door.

What is found goes through the veil like everything else. A post that the reader hides is left out, not shown as hidden:
that it was found would already tell what it says. One that they cover is found and stays covered, without an excerpt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.boards.models import PutAway
from forum.core import paging
from forum.search.asking import Asked
from forum.search.excerpts import Piece, excerpt
from forum.search.index import index
from forum.search.words import Term, terms_of
from forum.threads.models import Post, Thread
from forum.threads.reading.here import at_hand
from forum.threads.reading.lines import FIELDS as THREAD_FIELDS
from forum.threads.reading.lines import ThreadLine, lines_of
from forum.threads.reading.posts import FIELDS, PostView, posts_of, shown
from forum.threads.reading.shown import SHOWN_NAME, met
from forum.warnings.taxonomy import View

FOUND_A_PAGE = 20
LOOKED_AT = 120


@dataclass(frozen=True)
class Hit:
    """A post that was found, the thread it stands in, and the words around; none where the post is covered."""

    post: PostView
    thread: ThreadLine
    excerpt: Sequence[Piece]


@dataclass(frozen=True)
class Found:
    """One page of what was found, the newest first, and the cursor of the next."""

    hits: Sequence[Hit]
    next: str


def find(actor: Account, asked: Asked, *, after: str = "", now: datetime) -> Found:
    """What `actor` may see and asked for. The same few questions however much there is: one page looks at so many
    posts at most, and says that there is more."""
    authorize(actor, Permission.SEARCH_ASK, SITE)
    terms = terms_of(asked.words)
    page = paging.page_of_values(
        _matching(actor, asked, terms, now), FIELDS, by="created_at", after=after, size=LOOKED_AT, newest_first=True
    )
    threads = _threads(actor, {row["thread_id"] for row in page.rows}, now)
    hits: list[Hit] = []
    last: Mapping[str, Any] | None = None
    for row, post in zip(page.rows, posts_of(page.rows, actor, now=now), strict=True):
        thread = threads.get(post.thread_id)
        if thread is None or not _is_met(post, thread):
            continue
        if len(hits) == FOUND_A_PAGE:
            return Found(hits, _cursor(last))
        hits.append(Hit(post, thread, [] if post.view is View.COVER else excerpt(str(post.html), terms)))
        last = row
    return Found(hits, page.next)


def _matching(actor: Account, asked: Asked, terms: Sequence[Term], now: datetime) -> "QuerySet[Post]":
    rows = at_hand(met(Post.objects.visible_to(actor), actor), actor, now=now, thread="thread_id")
    rows = rows.filter(hidden_at=None, held_at=None)
    if terms:
        rows = rows.filter(pk__in=index().matching(terms))
    if asked.board_id:
        rows = rows.filter(thread__board_id=asked.board_id)
    else:  # A board that was put away is searched only by name.
        rows = rows.exclude(thread__board_id__in=PutAway.objects.visible_to(actor).values("board_id"))
    if asked.warning:
        rows = rows.annotate(about=Cast("warnings", TextField())).filter(about__contains=f'"{asked.warning}"')
    begins = asked.begins(now)
    return shown(rows.filter(created_at__gte=begins) if begins else rows)


def _threads(actor: Account, ids: set[UUID], now: datetime) -> dict[UUID, ThreadLine]:
    rows = met(Thread.objects.visible_to(actor), actor).filter(pk__in=ids).annotate(shown_name=SHOWN_NAME)
    return {line.id: line for line in lines_of(list(rows.values(*THREAD_FIELDS)), actor, now=now)}


def _is_met(post: PostView, thread: ThreadLine) -> bool:
    hidden = View.HIDE in (post.view, thread.view)
    return not hidden and not post.is_muted and not thread.is_muted


def _cursor(row: Mapping[str, Any] | None) -> str:
    return paging.cursor(row, by="created_at") if row else ""
