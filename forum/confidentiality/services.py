"""The verbs of the notice: draft the next version, publish it, acknowledge it."""

from uuid import UUID

from django.db import transaction

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.confidentiality.events import NoticeAcknowledged, NoticeDraftDropped, NoticeDrafted, NoticePublished
from forum.confidentiality.models import Acknowledgement, Notice, NoticeDraft
from forum.core import clock
from forum.core.events import publish
from forum.core.markup import render


@transaction.atomic
def publish_notice(*, actor: Actor, words: str, easy: str = "") -> Notice:
    """Put a new version in force, with its easy words if it has any. From now on everybody is asked to read it before
    they write again; a draft is used up.

    Words that are in force already make no new version, so that a form sent twice asks nobody twice.
    """
    authorize(actor, Permission.NOTICE_PUBLISH, SITE)
    Notice.objects.select_for_update().filter(version=1).first()  # One publisher at a time.
    last = Notice.objects.current()
    NoticeDraft.objects.all().delete()
    if last is not None and (last.words, last.easy) == (words, easy):
        return last
    version = last.version + 1 if last else 1
    notice = Notice.objects.create(
        version=version,
        words=words,
        html=render(words),
        easy=easy,
        easy_html=render(easy) if easy else "",
        published_at=clock.now(),
    )
    publish(NoticePublished(actor_id=actor.id, notice_id=notice.pk, version=notice.version))
    return notice


@transaction.atomic
def draft_notice(*, actor: Account, words: str, easy: str = "") -> NoticeDraft:
    """Keep what the next version may say. Nobody but those who write notices sees it."""
    authorize(actor, Permission.NOTICE_DRAFT, SITE)
    chosen = {"words": words, "easy": easy, "changed_by": actor, "changed_at": clock.now()}
    draft, _ = NoticeDraft.objects.update_or_create(is_the_one=True, defaults=chosen)
    publish(NoticeDrafted(actor_id=actor.pk))
    return draft


@transaction.atomic
def drop_draft(*, actor: Account) -> None:
    """Throw the draft away. Doing it twice is the same as once."""
    authorize(actor, Permission.NOTICE_DRAFT, SITE)
    if NoticeDraft.objects.all().delete()[0]:
        publish(NoticeDraftDropped(actor_id=actor.pk))


@transaction.atomic
def acknowledge(*, actor: Account, notice: Notice) -> Acknowledgement:
    """`actor` has read `notice`. Saying it twice is the same as once."""
    authorize(actor, Permission.NOTICE_ACKNOWLEDGE, notice)
    acknowledgement, is_new = Acknowledgement.objects.get_or_create(
        account=actor, notice=notice, defaults={"at": clock.now()}
    )
    if is_new:
        publish(NoticeAcknowledged(actor_id=actor.pk, notice_id=notice.pk, version=notice.version))
    return acknowledgement


@transaction.atomic
def forget_acknowledgements(*, account_id: UUID) -> None:
    """Delete the acknowledgements of somebody who closed their account."""
    Acknowledgement.objects.filter(account_id=account_id).delete()
