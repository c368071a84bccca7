"""A concern: raised by a hand-on, rung for while it waits, acknowledged by one practitioner."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from moderation.review.changed import words_to_hand_on
from moderation.review.levels import Level, due_at
from moderation.review.models import Item
from moderation.safeguarding.choices import EntryKind
from moderation.safeguarding.events import ConcernAcknowledged, ConcernOverdue, ConcernRaised, ConcernRead
from moderation.safeguarding.models import Alarm, Case, CaseEntry, Concern
from moderation.safeguarding.policy import AlreadyAcknowledged


@transaction.atomic
def raise_concern(*, actor: Account, item: Item) -> Concern:
    """Moderation handed `item` on: copy the exact words and start the clock of its level. Once for each item."""
    earlier = Concern.objects.filter(item=item).first()
    if earlier:
        return earlier
    now, about, words = clock.now(), item.about, words_to_hand_on(item)
    concern = Concern.objects.create(
        item=item,
        about_id=about.there.author_id,
        about_as_id=about.written_as_id,
        level=item.level,
        words=words,
        words_sha256=sha256(words.encode()).hexdigest(),
        warnings=about.warnings,
        is_from_chat=about.message is not None,
        note=item.handed_note,
        raised_by=actor,
        raised_at=now,
        due_at=due_at(Level(item.level), now),
    )
    publish(ConcernRaised(actor_id=actor.pk, concern_id=concern.pk))
    return concern


@transaction.atomic
def keep_name(*, account_id: UUID, former_id: UUID) -> None:
    """The person left their words under an earlier name: whoever looks after them goes on knowing them by that one."""
    Concern.objects.filter(about_id=account_id, about_as=None).update(about_as_id=former_id)


@transaction.atomic
def read_concern(*, actor: Account, concern: Concern) -> None:
    """Somebody opens a concern: the trail keeps it."""
    authorize(actor, Permission.CONCERN_READ, concern)
    publish(ConcernRead(actor_id=actor.pk, concern_id=concern.pk))


@transaction.atomic
def acknowledge(*, actor: Account, concern: Concern) -> Case:
    """Take a concern on: it becomes a case in `actor`'s hands. Of two at once, one wins; asking twice is once."""
    earlier = Case.objects.filter(concern=concern, owner=actor).first()
    if earlier:
        return earlier
    authorize(actor, Permission.CONCERN_ACKNOWLEDGE, concern)
    now = clock.now()
    won = Concern.objects.waiting().filter(pk=concern.pk).update(acknowledged_by=actor, acknowledged_at=now)
    if not won:
        raise AlreadyAcknowledged
    case = Case.objects.create(
        concern=concern, owner=actor, level=concern.level, gravest_level=concern.level, opened_at=now
    )
    words = gettext("{pseudonym} acknowledged the concern and opened the case.").format(pseudonym=actor.pseudonym)
    CaseEntry.objects.create(case=case, kind=EntryKind.STEP, words=words, author=actor, at=now, submission=uuid4())
    publish(ConcernAcknowledged(actor_id=actor.pk, concern_id=concern.pk, case_id=case.pk))
    return case


def ring(*, now: datetime) -> int:
    """Ring for every concern that nobody acknowledged when half or all of its time is used: once for each rung."""
    return sum(_ring_for(concern, now) for concern in Concern.objects.waiting().filter(raised_at__lte=now))


@transaction.atomic
def _ring_for(concern: Concern, now: datetime) -> int:
    rang = 0
    for rung in concern.rungs_at(now):
        _, is_new = Alarm.objects.get_or_create(concern=concern, rung=rung, defaults={"rang_at": now})
        if is_new:
            publish(ConcernOverdue(actor_id=None, concern_id=concern.pk, rung=rung.value))
            rang += 1
    return rang
