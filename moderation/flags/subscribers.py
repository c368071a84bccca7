"""What flags hear: somebody is called otherwise. And whom they tell: whoever asked, once they were answered."""

from forum.core.events import within_transaction
from forum.names.events import PseudonymChanged
from forum.updates.kinds import UpdateKind
from forum.updates.services.noting import note
from moderation.flags.events import FlagAnswered
from moderation.flags.models import Flag
from moderation.flags.services import keep_name


@within_transaction(PseudonymChanged)
def keep_the_name_on_copies(event: PseudonymChanged) -> None:
    """Whose earlier words stay under the earlier name, the copies that the team holds do too."""
    if event.former_id is not None:
        keep_name(account_id=event.account_id, former_id=event.former_id)


@within_transaction(FlagAnswered)
def tell_whoever_asked(event: FlagAnswered) -> None:
    asked_by = Flag.objects.values_list("raised_by_id", flat=True).get(pk=event.flag_id)
    note(accounts=[asked_by], kind=UpdateKind.RECEIPT, thing=event.flag_id)
