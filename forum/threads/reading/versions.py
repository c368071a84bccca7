"""What a post said before it was changed, as one reader meets it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.core.when import coarse
from forum.threads.models import Post, PostVersion
from forum.threads.reading.posts import WORDS_A_MINUTE
from forum.threads.reading.shown import is_own
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View
from forum.warnings.veil import veil

_MOST = 50


@dataclass(frozen=True)
class VersionView:
    """An earlier form of a post. `html` is empty when the reader's filters hide it."""

    when: str
    html: Markup
    view: View
    warning_names: Sequence[str]
    minutes: int


def versions_of(post: Post, rows: "QuerySet[PostVersion]", actor: Actor, *, now: datetime) -> list[VersionView]:
    """The newest first. The warnings that the post carries now cover what it said before as well."""
    profile, own = profile_of(actor), is_own(post.author_id, actor)
    views = []
    for row in rows.order_by("-at", "-pk")[:_MOST]:
        seen = veil(dict.fromkeys([*row.warnings, *post.warnings]), profile, own=own, words=row.words)
        html = row.html if seen.view is not View.HIDE else ""
        minutes = max(1, round(html.count(" ") / WORDS_A_MINUTE))
        # Rendered and cleaned when it was written, through forum.core.markup.
        views.append(VersionView(coarse(row.at, now), Markup(html), seen.view, seen.names, minutes))  # noqa: S704
    return views
