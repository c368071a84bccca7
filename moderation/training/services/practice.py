"""Practising on the training desk, where nothing is real and nothing is marked right or wrong."""

from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import NotGranted
from moderation.training.events import Practised
from moderation.training.made_up import Choice, Soon, items
from moderation.training.models import Practice


class NoSuchItem(NotGranted):
    """An item of the training desk that is not there."""


@transaction.atomic
def practise(*, actor: Account, item: str, choice: Choice, soon: Soon, words: str, submission: UUID) -> Practice:
    """What somebody would do about a made-up item. They can do it as often as they like; a form sent twice is once."""
    authorize(actor, Permission.PRACTICE_OPEN, SITE)
    if item not in items():
        raise NoSuchItem
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    earlier = Practice.objects.filter(account=actor, submission=submission).first()
    if earlier is not None:
        return earlier
    practice = Practice.objects.create(
        account=actor,
        item=item,
        decision=choice,
        level=soon,
        words=words,
        practised_at=clock.now(),
        submission=submission,
    )
    publish(Practised(actor_id=actor.pk, practice_id=practice.pk))
    return practice
