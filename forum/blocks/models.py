"""Who wants nothing more to do with whom."""

from typing import Self
from uuid import UUID

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record

_KEPT = "Until you take it back, or one of you closes their account."


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own. Whoever is blocked never learns of it, and neither does the team."""
        return self.filter(account_id=actor.id) if actor.id else self.none()

    def between(self, one: UUID, other: UUID | models.OuterRef) -> Self:
        """In either direction."""
        pair = models.Q(account_id=one, blocked_id=other) | models.Q(account_id=other, blocked_id=one)
        return self.filter(pair)


class Block(Record):
    """One member does not want to meet another."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose wish it is.",
        kept=_KEPT,
    )
    blocked = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Whom you do not want to meet. They are never told, and nobody but you can see it.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you said so.", kept=_KEPT)

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "blocked"], name="one_block_of_each_member"),
            models.CheckConstraint(name="nobody_blocks_themselves", condition=~models.Q(account=models.F("blocked"))),
        ]
