"""What flags hear: somebody is called otherwise."""

from forum.core.events import within_transaction
from forum.names.events import PseudonymChanged
from moderation.flags.services import keep_name


@within_transaction(PseudonymChanged)
def keep_the_name_on_copies(event: PseudonymChanged) -> None:
    """Whose earlier words stay under the earlier name, the copies that the team holds do too."""
    if event.former_id is not None:
        keep_name(account_id=event.account_id, former_id=event.former_id)
