"""Talks as one of the two meets them: names, and words through their veil."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from forum.accounts.actors import Actor
from forum.core.when import coarse
from forum.private.models import PrivateMessage, Talk
from forum.warnings.profile import profile_of
from forum.warnings.taxonomy import View
from forum.warnings.veil import FilterProfile, veil

_WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class TalkLine:
    """One talk in the list."""

    id: UUID
    name: str
    when: str
    is_open: bool
    is_asked: bool  # the other one asks, and waits for an answer


@dataclass(frozen=True)
class PrivateView:
    """One message as this reader meets it. `html` is empty when their filters hide it."""

    id: UUID
    author_name: str
    is_own: bool
    when: str
    html: Markup
    view: View
    warning_names: Sequence[str]
    minutes: int
    hidden_reason: str


def line_of(talk: Talk, actor: Actor, *, now: datetime) -> TalkLine:
    """`talk` as it stands in the list of `actor`. Comes with both accounts."""
    return TalkLine(
        id=talk.pk,
        name=talk.shown_name(talk.other_than(actor.id)),
        when=coarse(talk.last_at, now),
        is_open=talk.is_open,
        is_asked=not talk.is_open and talk.asked_id == actor.id,
    )


def messages_of(rows: Sequence[PrivateMessage], talk: Talk, actor: Actor, *, now: datetime) -> list[PrivateView]:
    """Rows of messages of one talk, as this reader meets them."""
    profile = profile_of(actor)
    return [_message(row, talk, actor, profile, now) for row in rows]


def _message(row: PrivateMessage, talk: Talk, actor: Actor, profile: FilterProfile, now: datetime) -> PrivateView:
    own = row.author_id == actor.id
    seen = veil(row.warnings, profile, own=own, words=row.words)
    html = Markup(row.html) if seen.view is not View.HIDE else Markup()  # noqa: S704  (cleaned by forum.core.markup)
    return PrivateView(
        id=row.pk,
        author_name=talk.shown_name(talk.asker if row.author_id == talk.asker_id else talk.asked),
        is_own=own,
        when=coarse(row.written_at, now),
        html=html,
        view=seen.view,
        warning_names=seen.names,
        minutes=max(1, round(html.count(" ") / _WORDS_A_MINUTE)),
        hidden_reason=row.hidden_reason if row.is_hidden else "",
    )
