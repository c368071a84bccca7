"""Flags for tests."""

from uuid import uuid4

from forum.accounts.models import Account
from forum.threads.models import Post
from moderation.flags.models import Flag, Reason, Wish
from moderation.flags.services import raise_flag


def make_flag(
    raised_by: Account, post: Post, reason: Reason = Reason.WORRIED, *, wish: Wish = Wish.UNKNOWN, note: str = ""
) -> Flag:
    """A flag through the real service."""
    return raise_flag(actor=raised_by, post=post, reason=reason, wish=wish, note=note, submission=uuid4())
