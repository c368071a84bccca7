"""Items on the desk, for tests."""

from forum.accounts.models import Account
from forum.threads.models import Post
from moderation.flags.models import Reason
from moderation.review.models import Item
from moderation.review.services import claim
from tests.factories.flags import make_flag


def make_item(raised_by: Account, post: Post, reason: Reason = Reason.WORRIED, *, note: str = "") -> Item:
    """The item that a flag opens."""
    make_flag(raised_by, post, reason, note=note)
    return Item.objects.open().get(post=post)


def make_claimed_item(raised_by: Account, post: Post, holder: Account, reason: Reason = Reason.WORRIED) -> Item:
    """An item that `holder`, who must be on duty, has claimed."""
    return claim(actor=holder, item=make_item(raised_by, post, reason))
