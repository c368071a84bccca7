"""Posts as a reader meets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.accounts.permissions import TEAM, Role
from forum.blocks.reading import Muted, muted_by
from forum.core import paging
from forum.core.when import coarse
from forum.shaping.reading import shaped
from forum.threads.models import CHANGED_WITHIN, Post, Thread
from forum.threads.reading.quotes import QuoteView, originals_of, quote_of
from forum.threads.reading.shown import SHOWN_NAME, is_own, met
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import BY_KEY, View
from forum.warnings.veil import FilterProfile, veil

POSTS_A_PAGE = 20
WORDS_A_MINUTE = 200
_NEVER = datetime.fromtimestamp(0, UTC)
WITHDRAWN = "An empty place"
FIELDS = (
    "id", "thread_id", "words", "html", "warnings", "added_warnings", "created_at", "edited_at", "hidden_at",
    "hidden_reason", "held_at", "withdrawn_at", "quotes_id", "quoted_parts", "author_id", "author__role", "shown_name",
    "written_as_id",
)  # fmt: skip


class Saying(NamedTuple):
    """One of the four kind things that can be said to a post, and whether this reader said it."""

    key: str
    words: str
    given: bool


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
    is_muted: bool = False
    can_avoid: bool = False
    written_at: datetime = _NEVER
    sayings: Sequence[Saying] = ()
    heard: Sequence[str] = ()
    can_keep: bool = False
    is_kept: bool = False
    begins_news: bool = False
    quote: QuoteView | None = None
    can_quote: bool = False
    can_change: bool = False
    can_change_words: bool = False
    added_names: Sequence[str] = ()
    suggested: Sequence[tuple[str, str]] = ()
    can_ask: bool = False


def posts_in(
    thread: Thread, actor: Actor, *, after: str, now: datetime, profile: FilterProfile | None = None
) -> tuple[list[PostView], str]:
    """One page of a thread, oldest first, and the next cursor."""
    rows = shown(met(Post.objects.places_for(actor), actor).filter(thread=thread))
    page = paging.page_of_values(rows, FIELDS, by="created_at", after=after, size=POSTS_A_PAGE)
    return posts_of(page.rows, actor, now=now, profile=profile), page.next


def one_post(post: Post, actor: Actor, *, now: datetime) -> PostView:
    """A single post, for a page that is about it."""
    row = shown(Post.objects.filter(pk=post.pk)).values(*FIELDS).get()
    return posts_of([row], actor, now=now)[0]


def shown(posts: "QuerySet[Post]") -> "QuerySet[Post]":
    """The same posts, with the name each stands under."""
    return posts.annotate(shown_name=SHOWN_NAME)


def posts_of(
    rows: Sequence[Mapping[str, Any]], actor: Actor, *, now: datetime, profile: FilterProfile | None = None
) -> list[PostView]:
    """Rows of posts (with FIELDS) as this reader meets them, in the same order. `profile` if it was read already, or is
    another for now."""
    profile, muted = profile or profile_of(actor), muted_by(actor.id)
    originals = originals_of(rows, actor)
    return [
        replace(_post(row, actor, profile, muted, now), quote=quote_of(row, originals, actor, profile, muted))
        for row in rows
    ]


def _post(row: Mapping[str, Any], actor: Actor, profile: FilterProfile, muted: Muted, now: datetime) -> PostView:
    own, is_gone = is_own(row["author_id"], actor), row["withdrawn_at"] is not None
    seen = veil(row["warnings"], profile, own=own, words=row["words"])
    html = row["html"] if seen.view is not View.HIDE else ""
    is_member = actor.role == Role.MEMBER
    return PostView(
        id=row["id"],
        thread_id=row["thread_id"],
        author_name=WITHDRAWN if is_gone else row["shown_name"],
        is_own=own,
        is_team=row["author__role"] in TEAM and not is_gone,
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
        withdrawn=is_gone,
        is_edited=row["edited_at"] is not None,
        can_avoid=is_member and not own and row["author__role"] not in TEAM,
        is_muted=not is_gone and (row["author_id"], row["written_as_id"]) in muted,
        written_at=row["created_at"],
        can_quote=is_member and not (is_gone or row["held_at"] or row["hidden_at"]) and seen.view is not View.HIDE,
        added_names=[BY_KEY[key].name for key in row["added_warnings"] if key in BY_KEY],
        can_change=is_member and own and not (is_gone or row["hidden_at"]),
        can_change_words=now - row["created_at"] < CHANGED_WITHIN,
        can_ask=is_member and not own and _can_be_asked(row),
    )


def _can_be_asked(row: Mapping[str, Any]) -> bool:
    """Is there a way to ask its writer to write in private? The same for every member's post under their pseudonym,
    whatever they chose, so that it tells nothing; never for a one-off or earlier name."""
    is_theirs = row["author__role"] == Role.MEMBER and row["written_as_id"] is None
    return is_theirs and not (row["hidden_at"] or row["held_at"]) and shaped().private_messages
