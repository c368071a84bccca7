"""Who wants nothing more to do with whom."""

from typing import Self
from uuid import UUID

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.names.models import NameKind, OtherName

_KEPT = "Until you take it back, or one of you closes their account."


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own. Whoever is blocked never learns of it, and neither does the team."""
        return self.filter(account_id=actor.id) if actor.id else self.none()

    def between(self, one: UUID, other: UUID | models.OuterRef) -> Self:
        """In either direction."""
        pair = models.Q(account_id=one, blocked_id=other) | models.Q(account_id=other, blocked_id=one)
        return self.filter(pair)

    def of_what_is_said(self, one: UUID, other: models.OuterRef, at: models.OuterRef) -> Self:
        """Those between two people that hold for what the other says in a chat at that moment: a block of a one-off
        name holds from then on, so that no pseudonym falls silent backwards."""
        one_off = models.Q(blocked_as__kind=NameKind.ONE_OFF)
        return self.between(one, other).filter(~one_off | models.Q(at__lt=at))


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
    blocked_as = held(
        # With the name: without one it would be about the pseudonym, and there is one of those already.
        models.ForeignKey(OtherName, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="The one-off or earlier name under which you met them, if it was not their pseudonym.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you said so.", kept=_KEPT)

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "blocked"],
                condition=models.Q(blocked_as__isnull=True),
                name="one_block_of_each_pseudonym",
            ),
            models.UniqueConstraint(fields=["account", "blocked_as"], name="one_block_of_each_other_name"),
            models.CheckConstraint(name="nobody_blocks_themselves", condition=~models.Q(account=models.F("blocked"))),
        ]
        indexes = [models.Index(fields=["account", "blocked"], name="block_of_account")]

    @property
    def name(self) -> str:
        """The name it is about."""
        return str(self.blocked_as.name if self.blocked_as else self.blocked.pseudonym)


class MuteQuerySet(models.QuerySet["Mute"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class Mute(Record):
    """One member does not want to read one name at first sight. Nothing changes for anybody else."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose wish it is.",
        kept=_KEPT,
    )
    muted = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Whose words are folded away for you. They are never told, and nobody but you can see it.",
        kept=_KEPT,
    )
    muted_as = held(
        models.ForeignKey(OtherName, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="The one-off or earlier name that you muted, if it was not their pseudonym.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When you said so.", kept=_KEPT)

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "muted"],
                condition=models.Q(muted_as__isnull=True),
                name="one_mute_of_each_pseudonym",
            ),
            models.UniqueConstraint(fields=["account", "muted_as"], name="one_mute_of_each_other_name"),
            models.CheckConstraint(name="nobody_mutes_themselves", condition=~models.Q(account=models.F("muted"))),
        ]

    @property
    def name(self) -> str:
        """The name it is about."""
        return str(self.muted_as.name if self.muted_as else self.muted.pseudonym)
