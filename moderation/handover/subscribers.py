"""What handover hears."""

from forum.core.events import within_transaction
from moderation.handover import services, shift_now
from moderation.rota.events import ShiftSignedOff, ShiftSignedOn
from moderation.rota.models import Place


@within_transaction(ShiftSignedOn)
def look_at_the_shift_again(event: ShiftSignedOn) -> None:
    for account_id in Place.objects.filter(shift_id=event.shift_id).values_list("account_id", flat=True):
        shift_now.forget(account_id)


@within_transaction(ShiftSignedOff)
def close_their_breaks(event: ShiftSignedOff) -> None:
    services.close_breaks(place_id=event.place_id)
    for account_id in Place.objects.filter(shift_id=event.shift_id).values_list("account_id", flat=True):
        shift_now.forget(account_id)
