"""The secret address of somebody's calendar."""

from typing import Self

from django.db import models

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record

_KEPT = "Until the person turns the calendar off, or leaves the team."


class FeedQuerySet(models.QuerySet["Feed"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if allows(actor, Permission.FEED_MAKE, SITE) else self.none()


class Feed(Record):
    """A calendar that somebody on the team reads elsewhere. We keep only a scrambled form of its address."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="feed"),
        PSEUDONYMOUS,
        why="Whose shifts the calendar shows.",
        kept=_KEPT,
    )
    token_hash = held(
        models.CharField(max_length=64, unique=True),
        SENSITIVE,
        why="A scrambled form of the calendar's secret address. We cannot read the address from it.",
        kept=_KEPT,
    )
    made_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When the address was made.", kept=_KEPT)

    objects = FeedQuerySet.as_manager()
