"""Where one reader is in a thread: how far they read it, and how close they want to be to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from forum.accounts.actors import Actor
from forum.accounts.permissions import Role
from forum.core.when import local, spelled
from forum.threads.models import Thread, ThreadPlace
from forum.threads.reading.posts import PostView

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Here:
    """A reader's own place in one thread."""

    read_until: datetime | None = None
    is_followed: bool = False
    is_muted: bool = False
    stepped_back_until: datetime | None = None

    def is_behind(self, moment: datetime) -> bool:
        """Is this the first time that this reader comes as far as `moment`?"""
        return self.read_until is None or moment > self.read_until

    def rests_until(self, now: datetime) -> str:
        """Until which day the thread is closed for this reader; "" if it is open."""
        until = self.stepped_back_until
        return day_of(until) if until and until > now else ""


def day_of(moment: datetime) -> str:
    """ "Saturday 28 November": what somebody chose for themselves is told as a day."""
    then = local(moment)
    return spelled(then, "%A %-d %B")


def here_in(thread: Thread, actor: Actor) -> Here | None:
    """The place of `actor` in `thread`; None for whoever has none anywhere, such as the team. One question."""
    if actor.role != Role.MEMBER:
        return None
    fields = ("read_until", "is_followed", "is_muted", "stepped_back_until")
    row = ThreadPlace.objects.visible_to(actor).filter(thread=thread).values(*fields).first()
    return Here(**row) if row else Here()


def rests(thread: Thread, actor: Actor, *, now: datetime) -> bool:
    """Did `actor` step back from `thread`, and is that time not over?"""
    here = here_in(thread, actor)
    return bool(here and here.rests_until(now))


def at_hand(rows: "QuerySet[M]", actor: Actor, *, now: datetime, thread: str = "pk") -> "QuerySet[M]":
    """Those of these threads (or of what stands in the threads named by `thread`) that this reader has not put away and
    has not stepped back from."""
    places = ThreadPlace.objects.visible_to(actor).filter(thread_id=OuterRef(thread))
    return rows.exclude(Exists(places.filter(Q(is_muted=True) | Q(stepped_back_until__gt=now))))


def marked(rows: "QuerySet[Thread]", actor: Actor) -> "QuerySet[Thread]":
    """The same threads, each with how far this reader has read it as `read_until`."""
    places = ThreadPlace.objects.visible_to(actor).filter(thread_id=OuterRef("pk"))
    return rows.annotate(read_until=Subquery(places.values("read_until")[:1]))


def with_news(posts: Sequence[PostView], here: Here | None) -> list[PostView]:
    """The same posts, the first one that came since this reader was here marked as such."""
    since = here.read_until if here else None
    if since is None:
        return list(posts)
    first = next((post.id for post in posts if post.written_at > since and not post.is_own), None)
    return [replace(post, begins_news=post.id == first) for post in posts]


def read_as_far_as(thread: Thread, posts: Sequence[PostView], *, is_last: bool) -> datetime:
    """How far somebody has read who was shown `posts`: on the last page everything, also what is out of sight."""
    shown = [post.written_at for post in posts]
    return max([*shown, thread.last_post_at] if is_last else shown)
