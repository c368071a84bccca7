"""What safeguarding hears."""

from uuid import UUID

from forum.accounts.models import Account
from forum.checkins.events import CheckInNotOk, CheckInSilent
from forum.checkins.models import CheckIn
from forum.core import clock
from forum.core.events import within_transaction
from forum.inbox.events import LetterSent
from forum.inbox.models import Letter
from forum.names.events import PseudonymChanged
from moderation.review.events import ItemHandedOn
from moderation.review.models import Item
from moderation.safeguarding import services
from moderation.safeguarding.choices import Origin
from moderation.safeguarding.events import CaseLevelChanged, CaseTakenOver, ConcernAcknowledged
from moderation.safeguarding.models import Case
from moderation.welfare.services import note_exposure


@within_transaction(ItemHandedOn)
def raise_a_concern(event: ItemHandedOn) -> None:
    item = Item.objects.select_related("post", "message").get(pk=event.item_id)
    services.raise_concern(actor=Account.objects.get(pk=str(event.actor_id)), item=item)


@within_transaction(CheckInNotOk)
def hear_who_is_not_ok(event: CheckInNotOk) -> None:
    check_in = CheckIn.objects.select_related("account").get(pk=event.check_in_id)
    services.raise_from_check_in(member=check_in.account, origin=Origin.CHECK_IN, words=check_in.words or "")


@within_transaction(CheckInSilent)
def look_as_they_asked(event: CheckInSilent) -> None:
    member = Account.objects.get(pk=event.account_id)
    services.raise_from_check_in(member=member, origin=Origin.SILENCE, words="")


@within_transaction(LetterSent)
def tell_the_case_that_they_wrote(event: LetterSent) -> None:
    services.heard_from(letter=Letter.objects.get(pk=event.letter_id))


@within_transaction(PseudonymChanged)
def keep_the_name_they_are_known_by(event: PseudonymChanged) -> None:
    if event.former_id is not None:
        services.keep_name(account_id=event.account_id, former_id=event.former_id)


@within_transaction(ConcernAcknowledged)
def count_what_was_acknowledged(event: ConcernAcknowledged) -> None:
    _count_for(event.actor_id, event.case_id)


@within_transaction(CaseTakenOver)
def count_what_was_taken_over(event: CaseTakenOver) -> None:
    _count_for(event.actor_id, event.case_id)


@within_transaction(CaseLevelChanged)
def count_at_its_gravest(event: CaseLevelChanged) -> None:
    _count_for(event.actor_id, event.case_id)


def _count_for(account_id: UUID | None, case_id: UUID) -> None:
    """What somebody has in hand counts for them, once; which case it was is not kept with the count."""
    if account_id is not None:
        level = Case.objects.values_list("level", flat=True).get(pk=case_id)
        note_exposure(account_id=account_id, level=level, at=clock.now(), about=case_id)
