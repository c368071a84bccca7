"""One's own drafts, as a page shows them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from forum.accounts.actors import Actor
from forum.core import clock
from forum.core.when import local
from forum.drafts.content import POST, SPACE, THREAD, Content, page_of, read
from forum.drafts.models import WritingDraft

_SHOWN = 80
_WHAT = {SPACE: "A new thread", THREAD: "A reply", POST: "A change to a post"}


@dataclass(frozen=True)
class DraftView:
    """One draft. `at` is when its writer kept it, to the minute: it is theirs alone."""

    place: str
    page: str
    what: str
    beginning: str
    at: str
    revision: int
    content: Content
    other: Content | None


def draft_at(place: str, actor: Actor) -> DraftView | None:
    """What `actor` kept for `place`. One query."""
    draft = WritingDraft.objects.visible_to(actor).filter(place=place).first()
    return shown(draft) if draft else None


def drafts_of(actor: Actor) -> list[DraftView]:
    """All of them, the newest first."""
    return [shown(draft) for draft in WritingDraft.objects.visible_to(actor).order_by("-kept_at", "pk")]


def shown(draft: WritingDraft) -> DraftView:
    """A draft as a page shows it."""
    content = read(draft.content)
    words = " ".join((content.title or content.words).split())
    return DraftView(
        place=draft.place,
        page=page_of(draft.place),
        what=_WHAT[draft.place.partition(":")[0]],
        beginning=words[:_SHOWN] + ("…" if len(words) > _SHOWN else ""),
        at=_told(draft.kept_at),
        revision=draft.revision,
        content=content,
        other=read(draft.other) if draft.other else None,
    )


def _told(moment: datetime) -> str:
    """The time of day, with the day of the week if it is not today: no draft is older than a week."""
    then, today = local(moment), local(clock.now()).date()
    time = f"{then:%H:%M}"
    return time if then.date() == today else gettext("{time} on {day}").format(time=time, day=f"{then:%A}")
