"""What is new, as its member reads it: titles through their veil, nothing of whoever they do not meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse

from forum.accounts.actors import Actor
from forum.accounts.permissions import Permission, is_granted
from forum.core import paging
from forum.core.when import coarse
from forum.threads.models import Post, Thread
from forum.threads.reading.here import at_hand
from forum.threads.reading.lines import FIELDS, ThreadLine, lines_of
from forum.threads.reading.shown import SHOWN_NAME, met
from forum.updates.kinds import IN_A_THREAD, SENTENCES, WHERE, UpdateKind
from forum.updates.models import Update

UPDATES_A_PAGE = 20
_KNOWN_FOR = 60


@dataclass(frozen=True)
class News:
    """One thing that is new. `line` is the thread it is about, through the veil of whoever reads."""

    id: UUID
    sentence: str
    when: str
    is_new: bool
    line: ThreadLine | None


def news_of(actor: Actor, *, after: str, now: datetime) -> tuple[list[News], str]:
    """One page of what is new, the newest first, and the next cursor. What is about a thread that its reader does not
    meet, put away or stepped back from is left out."""
    fields = ("id", "kind", "at", "seen_at", "thread_id")
    rows = Update.objects.visible_to(actor)
    page = paging.page_of_values(rows, fields, by="at", after=after, size=UPDATES_A_PAGE, newest_first=True)
    lines = _lines([row["thread_id"] for row in page.rows if row["thread_id"]], actor, now)
    news = [
        News(
            id=row["id"],
            sentence=SENTENCES[UpdateKind(row["kind"])],
            when=coarse(row["at"], now),
            is_new=row["seen_at"] is None,
            line=lines.get(row["thread_id"]),
        )
        for row in page.rows
        if row["kind"] not in IN_A_THREAD or row["thread_id"] in lines
    ]
    return news, page.next


def has_new(actor: Actor) -> bool:
    """Is there anything new for `actor`? Asked by every page, so the answer is kept for a minute."""
    if actor.id is None or not is_granted(actor, Permission.UPDATE_READ):
        return False
    known = cache.get(_key(actor.id))
    if known is None:
        known = Update.objects.visible_to(actor).unseen().exists()
        cache.set(_key(actor.id), known, timeout=_KNOWN_FOR)
    return bool(known)


def look_again(account_id: UUID) -> None:
    """Something changed for them."""
    cache.delete(_key(account_id))


def _key(account_id: UUID) -> str:
    return f"updates:new:{account_id}"


def _lines(ids: Sequence[UUID], actor: Actor, now: datetime) -> dict[UUID, ThreadLine]:
    if not ids:
        return {}
    rows = at_hand(met(Thread.objects.visible_to(actor), actor), actor, now=now).filter(pk__in=ids)
    rows = rows.annotate(shown_name=SHOWN_NAME)
    return {line.id: line for line in lines_of(list(rows.values(*FIELDS)), actor, now=now)}


def where(update: Update, actor: Actor) -> str:
    """The page that `update` is about: the post, if its reader can meet it, or else its thread."""
    kind = UpdateKind(update.kind)
    if kind in WHERE:
        name, takes_thing = WHERE[kind]
        return reverse(name, args=[update.thing] if takes_thing else [])
    posts = met(Post.objects.visible_to(actor), actor)
    if update.post_id is not None and posts.filter(pk=update.post_id).exists():
        return reverse("threads:post", args=[update.post_id])
    return reverse("threads:thread", args=[update.thread_id])
