"""The verbs of nudges: tell somebody on the team, once."""

from collections.abc import Collection
from uuid import UUID

from forum.core import clock
from moderation.nudges.models import Nudge


def tell(*, accounts: Collection[UUID], key: str, words: str, href: str) -> None:
    """Write a line to each of `accounts`, with the page that helps. Told twice under one `key`, it stands there once.

    The words say what to look at, never anything about a member: they may be read over a shoulder.
    """
    now = clock.now()
    Nudge.objects.bulk_create(
        [Nudge(account_id=pk, key=key, words=words, href=href, told_at=now) for pk in accounts], ignore_conflicts=True
    )
