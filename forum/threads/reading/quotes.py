"""What stands above a reply: paragraphs of another post, read from that post whenever somebody looks.

Nothing is copied. The quote has the veil of the original, with every warning it carries now, and it is gone when the
original is taken back, hidden or held, or when its reader does not meet whoever wrote it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.blocks.reading import Muted
from forum.threads.models import Post
from forum.threads.parts import parts_of
from forum.threads.reading.shown import SHOWN_NAME, is_own, met
from forum.warnings.taxonomy import View
from forum.warnings.veil import FilterProfile, veil

_FIELDS = ("id", "words", "html", "warnings", "author_id", "shown_name", "written_as_id")
_WORDS_A_MINUTE = 200
Originals = Mapping[UUID, Mapping[str, Any]]


@dataclass(frozen=True)
class QuoteView:
    """A quote as one reader meets it; without an `id` when there is nothing to meet any more."""

    id: UUID | None
    author_name: str = ""
    parts: Sequence[Markup] = ()
    view: View = View.SHOW
    warning_names: Sequence[str] = ()
    minutes: int = 1


GONE = QuoteView(id=None)


def originals_of(rows: Sequence[Mapping[str, Any]], actor: Actor) -> Originals:
    """The posts that these posts quote, as far as `actor` meets them. One query, none without a quote."""
    quoted = {row["quotes_id"] for row in rows if row["quotes_id"]}
    if not quoted:
        return {}
    standing = Post.objects.visible_to(actor).filter(pk__in=quoted, hidden_at__isnull=True, held_at__isnull=True)
    found = met(standing, actor).annotate(shown_name=SHOWN_NAME).values(*_FIELDS)
    return {row["id"]: row for row in found}


def quote_of(
    row: Mapping[str, Any], originals: Originals, actor: Actor, profile: FilterProfile, muted: Muted
) -> QuoteView | None:
    """The quote above one post. Of somebody muted nothing is read in the posts of others either."""
    if not row["quotes_id"]:
        return None
    original = originals.get(row["quotes_id"])
    if original is None or (original["author_id"], original["written_as_id"]) in muted:
        return GONE
    return _quote(original, row["quoted_parts"], actor, profile)


def all_of(post: Post, actor: Actor, profile: FilterProfile) -> QuoteView:
    """Every paragraph of `post`, for whoever is about to quote some of them."""
    original = originals_of([{"quotes_id": post.pk}], actor).get(post.pk)
    return _quote(original, range(10_000), actor, profile) if original else GONE


def _quote(original: Mapping[str, Any], wanted: Sequence[int], actor: Actor, profile: FilterProfile) -> QuoteView:
    own = is_own(original["author_id"], actor)
    seen = veil(original["warnings"], profile, own=own, words=original["words"])
    every = parts_of(original["html"]) if seen.view is not View.HIDE else []
    parts = [part for number, part in enumerate(every) if number in wanted]
    if not parts and seen.view is not View.HIDE:
        return GONE  # The original was changed, and what was quoted is not there any more.
    return QuoteView(
        id=original["id"],
        author_name=original["shown_name"],
        parts=parts,
        view=seen.view,
        warning_names=seen.names,
        minutes=max(1, round(sum(part.count(" ") for part in parts) / _WORDS_A_MINUTE)),
    )
