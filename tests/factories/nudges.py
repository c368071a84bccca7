"""Nudges for tests."""

from forum.accounts.models import Account
from moderation.nudges.models import Nudge
from moderation.nudges.services import tell


def make_nudge(account: Account, words: str = "A place is open.", key: str = "a key") -> Nudge:
    """`account` is told something once."""
    tell(accounts={account.pk}, key=key, words=words, href="/shifts/")
    return Nudge.objects.get(account=account, key=key)
