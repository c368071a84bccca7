"""The verbs of the envelope: put something in, empty it; and, as steps of others, open it and say so."""

from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, authorize
from forum.core import clock
from forum.core.events import publish
from forum.core.refusals import Refusal
from forum.envelope.events import EnvelopeEmptied, EnvelopeMentioned, EnvelopeWritten
from forum.envelope.models import Envelope, EnvelopeMention, EnvelopeOpening


class NothingInside(Refusal):
    """An empty envelope cannot be opened, nor asked for."""

    code = "nothing_inside"
    message = "There is nothing in their envelope, so there is nothing to open."


@transaction.atomic
def write_envelope(*, actor: Account, words: str) -> None:
    """Put `words` into one's envelope, in place of what was there. Without words it is empty."""
    authorize(actor, Permission.ENVELOPE_WRITE, SITE)
    if not words:
        if Envelope.objects.filter(account=actor).delete()[0]:
            publish(EnvelopeEmptied(actor_id=actor.pk))
        return
    Account.objects.select_for_update(no_key=True).get(pk=actor.pk)
    row = Envelope.objects.filter(account=actor).first() or Envelope(account=actor)
    row.words, row.changed_at = words, clock.now()
    row.save()
    publish(EnvelopeWritten(actor_id=actor.pk))


@transaction.atomic
def mention_once(*, actor: Account) -> bool:
    """Is this the one time to mention the envelope to `actor`? From then on it never is again."""
    authorize(actor, Permission.ENVELOPE_WRITE, SITE)
    if EnvelopeMention.objects.filter(account=actor).exists():
        return False
    _, is_new = EnvelopeMention.objects.get_or_create(account=actor)
    if is_new:
        publish(EnvelopeMentioned(actor_id=actor.pk))
    return is_new and not Envelope.objects.filter(account=actor).exists()


@transaction.atomic
def note_opening(*, account: Account, opened_by: Account, agreed_by: Account, reason: str, tells: bool) -> UUID:
    """Write into the owner's log that two of the team opened it. With `tells` they can read it there at once."""
    if not Envelope.objects.filter(account=account).exists():
        raise NothingInside
    now = clock.now()
    return EnvelopeOpening.objects.create(
        account=account,
        opened_by=opened_by.pseudonym,
        agreed_by=agreed_by.pseudonym,
        reason=reason,
        opened_at=now,
        told_at=now if tells else None,
    ).pk


@transaction.atomic
def show_opening(*, opening_id: UUID) -> bool:
    """The owner can read of an opening that was kept from them for a while. Done twice, the second answer is False."""
    waiting = EnvelopeOpening.objects.filter(pk=opening_id, told_at=None)
    return bool(waiting.update(told_at=clock.now()))


@transaction.atomic
def forget_envelope(*, account_id: UUID) -> None:
    """Somebody left: their envelope goes unread, and so does its log."""
    Envelope.objects.filter(account_id=account_id).delete()
    EnvelopeMention.objects.filter(account_id=account_id).delete()
    EnvelopeOpening.objects.filter(account_id=account_id).delete()
