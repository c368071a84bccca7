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
class PostEdited(Event, name="post.edited"):
    """The author changed the words, or which content warnings stand with them."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class VersionsForgotten(Event, name="post.versions_forgotten"):
    """The author deleted what a post said before they changed it."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class WishSet(Event, name="thread.wish_set", audited=False):
    """Whoever began a thread said anew what they would like back. A kindness among members, and no team business."""

    thread_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostWithdrawing(Event, name="post.withdrawing", audited=False):
    """The author takes their words back; they are still there. Not in the trail: that it was done will be."""

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
class ReactionGiven(Event, name="reaction.given", audited=False):
    """Somebody said one of the four kind things to a post; told once a day at most for each post, and never where a
    block stands between the two. Not in the trail: what members feel about a post is nobody's business."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostWarned(Event, name="post.warned"):
    """The team added a content warning to a post; its author was told."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class SuggestionMade(Event, name="suggestion.made", audited=False):
    """Somebody kindly said that a post may need another content warning. Its author is asked and never told by whom.
    Not in the trail: it is a word among members, and the author decides."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class SuggestionAnswered(Event, name="suggestion.answered", audited=False):
    """The author added the warning, or left the post as it is. A matter of their own words."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostHidden(Event, name="post.hidden"):
    """The team hid a post; its author was told why."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostShown(Event, name="post.shown"):
    """The team brought a hidden post back."""

    post_id: UUID
