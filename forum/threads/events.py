from dataclasses import dataclass
from uuid import UUID

from forum.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ThreadStarted(Event, name="thread.started"):
    thread_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostWritten(Event, name="post.written"):
    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostWithdrawn(Event, name="post.withdrawn"):
    """The author took their own words back."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostHeld(Event, name="post.held"):
    """It waits for somebody from the team to read it before others do."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostLetThrough(Event, name="post.let_through"):
    """Somebody from the team read it first, and now everybody can."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostHidden(Event, name="post.hidden"):
    """The team hid a post; its author was told why."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostShown(Event, name="post.shown"):
    """The team brought a hidden post back."""

    post_id: UUID
