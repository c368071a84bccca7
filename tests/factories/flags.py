"""Flags for tests."""

from uuid import uuid4

from forum.accounts.models import Account
from forum.private.models import PrivateMessage
from moderation.flags.about import PostOrMessage
from moderation.flags.models import Flag, Reason, Wish
from moderation.flags.services import raise_flag


def make_flag(
    raised_by: Account,
    about: PostOrMessage | PrivateMessage,
    reason: Reason = Reason.WORRIED,
    *,
    wish: Wish = Wish.UNKNOWN,
    note: str = "",
) -> Flag:
    """A flag through the real service."""
    return raise_flag(actor=raised_by, about=about, reason=reason, wish=wish, note=note, submission=uuid4())
