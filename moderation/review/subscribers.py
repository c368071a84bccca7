"""What the desk hears."""

from forum.core.events import within_transaction
from moderation.flags.events import FlagRaised
from moderation.flags.models import Flag
from moderation.review import services


@within_transaction(FlagRaised)
def bring_it_to_the_desk(event: FlagRaised) -> None:
    services.take_in(flag=Flag.objects.get(pk=event.flag_id))
