"""Items on the desk, for tests."""

from forum.accounts.models import Account
from moderation.flags.about import PostOrMessage, as_field
from moderation.flags.models import Reason
from moderation.review.models import Item
from moderation.review.services import claim
from tests.factories.flags import make_flag


def make_item(raised_by: Account, about: PostOrMessage, reason: Reason = Reason.WORRIED, *, note: str = "") -> Item:
    """The item that a flag opens."""
    make_flag(raised_by, about, reason, note=note)
    return Item.objects.open().get(**as_field(about))


def make_claimed_item(
    raised_by: Account, about: PostOrMessage, holder: Account, reason: Reason = Reason.WORRIED
) -> Item:
    """An item that `holder`, who must be on duty, has claimed."""
    return claim(actor=holder, item=make_item(raised_by, about, reason))
