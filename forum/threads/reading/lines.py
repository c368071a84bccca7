"""Threads in a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from forum.accounts.actors import Actor
from forum.blocks.reading import Muted, muted_by
from forum.boards.models import Board
from forum.core import paging
from forum.core.when import coarse
from forum.threads.models import Thread
from forum.threads.reading.here import at_hand, marked
from forum.threads.reading.shown import SHOWN_NAME, is_own, met
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View
from forum.warnings.veil import FilterProfile, veil

THREADS_A_PAGE = 20
OUT_OF_SIGHT = "A thread whose beginning is out of sight"
FIELDS = (
    "id", "title", "is_title_hidden", "warnings", "last_post_at", "reply_count", "author_id", "shown_name", "is_held",
    "wish", "written_as_id",
)  # fmt: skip


@dataclass(frozen=True)
class ThreadLine:
    """One thread in a list. `title` is empty when the reader's filters hide it."""

    id: UUID
    title: str
    author_name: str
    when: str
    replies: int
    view: View
    warning_names: Sequence[str]
    is_held: bool
    wish: str = ""
    is_muted: bool = False
    is_new: bool = False


def threads_in(board: Board, actor: Actor, *, after: str, now: datetime) -> tuple[list[ThreadLine], int, str]:
    """One page of a board: its threads, how many were left out because the reader hides them, the next cursor."""
    rows = at_hand(met(Thread.objects.visible_to(actor), actor), actor, now=now).filter(board=board)
    rows, fields = marked(rows, actor).annotate(shown_name=SHOWN_NAME), (*FIELDS, "read_until")
    page = paging.page_of_values(rows, fields, by="last_post_at", after=after, size=THREADS_A_PAGE, newest_first=True)
    lines = lines_of(page.rows, actor, now=now)
    shown = [line for line in lines if line.view is not View.HIDE]
    return shown, len(lines) - len(shown), page.next


def lines_of(rows: Sequence[Mapping[str, Any]], actor: Actor, *, now: datetime) -> list[ThreadLine]:
    """Rows of threads (with FIELDS, `shown_name` annotated) as this reader meets them, in the same order."""
    profile, muted = profile_of(actor), muted_by(actor.id)
    return [_line(row, actor, profile, muted, now) for row in rows]


def _line(row: Mapping[str, Any], actor: Actor, profile: FilterProfile, muted: Muted, now: datetime) -> ThreadLine:
    own = is_own(row["author_id"], actor)
    seen = veil(row["warnings"], profile, own=own, words=row["title"])
    title = OUT_OF_SIGHT if row["is_title_hidden"] and not own else row["title"]
    return ThreadLine(
        id=row["id"],
        title=title if seen.view is not View.HIDE else "",
        author_name=row["shown_name"],
        when=coarse(row["last_post_at"], now),
        replies=row["reply_count"],
        view=seen.view,
        warning_names=seen.names,
        is_held=row["is_held"],
        wish=row["wish"],
        is_muted=(row["author_id"], row["written_as_id"]) in muted,
        is_new=_has_news(row),
    )


def _has_news(row: Mapping[str, Any]) -> bool:
    """Did anything come since this reader was in the thread? Only where they were, and want that remembered."""
    read_until = row.get("read_until")
    return read_until is not None and row["last_post_at"] > read_until
