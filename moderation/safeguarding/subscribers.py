"""What safeguarding hears."""

from forum.accounts.models import Account
from forum.core.events import within_transaction
from forum.inbox.events import LetterSent
from forum.inbox.models import Letter
from moderation.review.events import ItemHandedOn
from moderation.review.models import Item
from moderation.safeguarding import services


@within_transaction(ItemHandedOn)
def raise_a_concern(event: ItemHandedOn) -> None:
    item = Item.objects.select_related("post").get(pk=event.item_id)
    services.raise_concern(actor=Account.objects.get(pk=str(event.actor_id)), item=item)


@within_transaction(LetterSent)
def tell_the_case_that_they_wrote(event: LetterSent) -> None:
    services.heard_from(letter=Letter.objects.get(pk=event.letter_id))
