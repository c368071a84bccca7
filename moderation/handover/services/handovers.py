"""What one shift leaves for the next: write it, and read it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from forum.accounts.models import Account
from forum.accounts.permissions import Permission, authorize
from forum.core import clock
from forum.core.events import publish
from moderation.handover.events import HandoverOpened, HandoverWritten
from moderation.handover.models import Handover, HandoverRead
from moderation.rota.models import Place


@transaction.atomic
def write_handover(*, actor: Account, place: Place, words: str, submission: UUID) -> Handover:
    """Leave something for the next shift. The same form sent twice is one."""
    place = Place.objects.select_for_update(of=("self",), no_key=True).select_related("shift").get(pk=place.pk)
    authorize(actor, Permission.HANDOVER_WRITE, place)
    earlier = Handover.objects.filter(author=actor, submission=submission).first()
    if earlier:
        return earlier
    handover = Handover.objects.create(
        shift=place.shift, author=actor, words=words, written_at=clock.now(), submission=submission
    )
    publish(HandoverWritten(actor_id=actor.pk, handover_id=handover.pk))
    return handover


@transaction.atomic
def read_handovers(*, actor: Account, handovers: Iterable[Handover]) -> None:
    """The page showed these to `actor`. Their writers see who read them and when; read twice, it is one receipt."""
    now, opened = clock.now(), []
    for handover in sorted(handovers, key=lambda one: one.pk):
        authorize(actor, Permission.HANDOVER_READ, handover)
        if handover.author_id == actor.pk:
            continue
        _, is_first = HandoverRead.objects.get_or_create(handover=handover, account=actor, defaults={"read_at": now})
        if is_first:
            opened.append(HandoverOpened(actor_id=actor.pk, handover_id=handover.pk))
    for event in opened:
        publish(event)
