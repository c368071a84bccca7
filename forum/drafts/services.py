"""The verbs of drafts: keep one, delete one; and what goes by itself."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted, Refusal
from forum.core.throttle import spend
from forum.drafts.content import LONGEST, Content, is_place, read, written
from forum.drafts.events import DraftForgotten, DraftKept
from forum.drafts.models import WritingDraft

MOST = 20
KEPT_FOR = timedelta(days=7)
AN_HOUR = 900
"""A page keeps what changed every few seconds at most."""


class TooManyDrafts(Refusal):
    """There is an end to how much waits to be sent."""

    code = "too_many_drafts"
    message = f"You have {MOST} drafts, and that is as many as we keep. Delete one of them, then we keep this one too."


class TooLongToKeep(Refusal):
    """More than we keep of one text."""

    code = "too_long_to_keep"
    message = f"This is longer than the {LONGEST:,} characters we keep of a draft. It is still here on the page."


@transaction.atomic
def keep_draft(*, actor: Account, place: str, content: Content, seen: int = 0) -> WritingDraft | None:
    """Keep what `actor` is writing at `place`. The newest wins; when the page had not seen what was kept last (`seen`),
    another page of theirs wrote it, and that stays beside the new one. Nothing typed is nothing kept."""
    authorize(actor, Permission.DRAFT_KEEP, SITE)
    if not is_place(place):
        raise NotGranted
    if len(content.words) > LONGEST:
        raise TooLongToKeep
    spend("draft", str(actor.pk), limit=AN_HOUR, per=timedelta(hours=1))
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)  # Two pages of one writer take turns.
    draft = WritingDraft.objects.filter(account=actor, place=place).first()
    if draft is None:
        return None if content.is_empty else _first(actor, place, content)
    if read(draft.content) == content:
        return draft
    if seen != draft.revision and not read(draft.content).is_empty:
        draft.other = draft.content
    draft.content, draft.revision, draft.kept_at = written(content), draft.revision + 1, clock.now()
    draft.save(update_fields=["content", "other", "revision", "kept_at"])
    publish(DraftKept(actor_id=actor.pk, account_id=actor.pk))
    return draft


@transaction.atomic
def forget_draft(*, actor: Account, place: str) -> None:
    """Delete what is kept for `place`."""
    authorize(actor, Permission.DRAFT_KEEP, SITE)
    if WritingDraft.objects.filter(account=actor, place=place).delete()[0]:
        publish(DraftForgotten(actor_id=actor.pk, account_id=actor.pk))


@transaction.atomic
def forget_old_drafts(*, now: datetime) -> int:
    """Delete drafts that nobody wrote on for a week."""
    return WritingDraft.objects.filter(kept_at__lte=now - KEPT_FOR).delete()[0]


@transaction.atomic
def forget_drafts_of(*, account_id: UUID | None = None, place: str = "") -> None:
    """Delete every draft of somebody who closed their account, or what was to stand in a place that is gone."""
    WritingDraft.objects.filter(Q(account_id=account_id) if account_id else Q(place=place)).delete()


def _first(actor: Account, place: str, content: Content) -> WritingDraft:
    if WritingDraft.objects.filter(account=actor).count() >= MOST:
        raise TooManyDrafts
    draft = WritingDraft(account=actor, place=place, content=written(content), other="", kept_at=clock.now())
    draft.save()
    publish(DraftKept(actor_id=actor.pk, account_id=actor.pk))
    return draft
