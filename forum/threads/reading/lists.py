"""Lists of threads and posts beyond one board: nobody has answered yet, new since one was last there, kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from forum.accounts.actors import Actor
from forum.accounts.choices import choices_of
from forum.boards.models import PutAway, read_by
from forum.core import paging
from forum.threads.models import Bookmark, Post, Thread, ThreadPlace, Wish
from forum.threads.reading.here import at_hand, day_of, marked
from forum.threads.reading.lines import FIELDS, THREADS_A_PAGE, ThreadLine, lines_of
from forum.threads.reading.posts import FIELDS as POST_FIELDS
from forum.threads.reading.posts import POSTS_A_PAGE, PostView, posts_of, shown
from forum.threads.reading.shown import SHOWN_NAME, met
from forum.warnings.taxonomy import View

WAITS = timedelta(hours=24)
FIRST = 3


@dataclass(frozen=True)
class PlacedThread:
    """A thread in which somebody keeps a place, and until which day it is closed for them ("" if it is not)."""

    line: ThreadLine
    is_followed: bool
    is_muted: bool
    rests_until: str


def unanswered(actor: Actor, *, after: str, now: datetime, size: int = THREADS_A_PAGE) -> tuple[list[ThreadLine], str]:
    """Threads of others that nobody answered for a day, the longest first. Whoever wants no replies is left alone."""
    rows = _threads(actor, now).filter(reply_count=0, created_at__lte=now - WAITS, is_held=False, is_title_hidden=False)
    rows = rows.filter(read_by(actor)).exclude(wish=Wish.NONE).exclude(author_id=actor.id)
    page = paging.page_of_values(rows, (*FIELDS, "created_at"), by="created_at", after=after, size=size)
    return _not_hidden(lines_of(page.rows, actor, now=now)), page.next


def waiting_for(actor: Actor, *, now: datetime) -> list[ThreadLine]:
    """The few that wait longest, for somebody who offered to answer; nothing for anybody else."""
    return unanswered(actor, after="", now=now, size=FIRST)[0] if choices_of(actor).offers_answers else []


def since(actor: Actor, *, after: str, now: datetime) -> tuple[list[ThreadLine], str]:
    """Threads this reader was in and in which somebody wrote since, the newest first."""
    earlier = ThreadPlace.objects.visible_to(actor).filter(read_until__lt=F("thread__last_post_at"))
    rows = marked(_threads(actor, now).filter(pk__in=earlier.values("thread_id")), actor)
    fields = (*FIELDS, "read_until")
    page = paging.page_of_values(rows, fields, by="last_post_at", after=after, size=THREADS_A_PAGE, newest_first=True)
    return _not_hidden(lines_of(page.rows, actor, now=now)), page.next


def kept(actor: Actor, *, after: str, now: datetime) -> tuple[list[PostView], str]:
    """The posts this reader keeps, the one kept last first, without those in a thread they stepped back from."""
    own = Bookmark.objects.visible_to(actor).filter(post_id=OuterRef("pk"))
    resting = ThreadPlace.objects.visible_to(actor).filter(stepped_back_until__gt=now)
    rows = shown(met(Post.objects.visible_to(actor), actor)).exclude(thread_id__in=resting.values("thread_id"))
    rows = rows.filter(pk__in=Bookmark.objects.visible_to(actor).values("post_id"))
    rows = rows.annotate(kept_at=Subquery(own.values("at")[:1]))
    fields = (*POST_FIELDS, "kept_at")
    page = paging.page_of_values(rows, fields, by="kept_at", after=after, size=POSTS_A_PAGE, newest_first=True)
    return posts_of(page.rows, actor, now=now), page.next


def placed(actor: Actor, *, after: str, now: datetime) -> tuple[list[PlacedThread], str]:
    """Threads that this reader follows, put away or stepped back from."""
    places = ThreadPlace.objects.visible_to(actor).filter(thread_id=OuterRef("pk"))
    chosen = Q(is_followed=True) | Q(is_muted=True) | Q(stepped_back_until__gt=now)
    wanted = ThreadPlace.objects.visible_to(actor).filter(chosen).values("thread_id")
    names = ("is_followed", "is_muted", "stepped_back_until")
    rows = _found(actor).filter(pk__in=wanted)
    rows = rows.annotate(**{f"own_{name}": Subquery(places.values(name)[:1]) for name in names})
    fields = (*FIELDS, *(f"own_{name}" for name in names))
    page = paging.page_of_values(rows, fields, by="last_post_at", after=after, size=THREADS_A_PAGE, newest_first=True)
    found = []
    for row, line in zip(page.rows, lines_of(page.rows, actor, now=now), strict=True):
        until = row["own_stepped_back_until"]
        rests = day_of(until) if until and until > now else ""
        found.append(PlacedThread(line, bool(row["own_is_followed"]), bool(row["own_is_muted"]), rests))
    return found, page.next


def _found(actor: Actor) -> "QuerySet[Thread]":
    return met(Thread.objects.visible_to(actor), actor).annotate(shown_name=SHOWN_NAME)


def _threads(actor: Actor, now: datetime) -> "QuerySet[Thread]":
    away = PutAway.objects.visible_to(actor).values("board_id")
    return at_hand(_found(actor), actor, now=now).exclude(board_id__in=away)


def _not_hidden(lines: Sequence[ThreadLine]) -> list[ThreadLine]:
    return [line for line in lines if line.view is not View.HIDE and not line.is_muted]
