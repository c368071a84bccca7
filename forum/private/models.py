"""Who may be asked, who asked whom, and what the two write to each other."""

from datetime import timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, allows
from forum.blocks.models import Block
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.markup import render
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from forum.names.models import OtherName

LIFE = timedelta(days=30)
_KEPT = f"{LIFE.days} days after the last words, or until one of you ends the talk or closes their account."
_WORDS = f"{LIFE.days} days, or until one of you ends the talk or closes their account."
_DOOR = "Until you switch it off or close your account."


class PrivateDoorQuerySet(models.QuerySet["PrivateDoor"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: nobody can see who may be asked."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class PrivateDoor(Record):
    """Somebody said that others may ask to write with them. Without a row nobody's asking reaches them."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="That others may ask to write with you in private. Nobody can see whether you chose this.",
        kept=_DOOR,
    )

    objects = PrivateDoorQuerySet.as_manager()


class TalkQuerySet(models.QuerySet["Talk"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of the two it is between: whoever asked; and whoever was asked, if it reached them and they did not put it
        away. Not for whoever blocked the other."""
        if not allows(actor, Permission.PRIVATE_OPEN, SITE):
            return self.none()
        reached = Q(accepted_at__isnull=False) | Q(reaches=True, declined_at__isnull=True)
        theirs = Q(asker_id=actor.id) | (Q(asked_id=actor.id) & reached)
        return self.filter(theirs).exclude(left_by_id=actor.id)

    def between(self, one: UUID, other: UUID) -> Self:
        """In either direction, under the names of today: what they wrote under an earlier name is not found by the new
        one."""
        return self.filter(
            Q(asker_id=one, asked_id=other) | Q(asker_id=other, asked_id=one), asker_as=None, asked_as=None
        )

    def of(self, account_id: UUID) -> Self:
        return self.filter(Q(asker_id=account_id) | Q(asked_id=account_id))


class Talk(Record):
    """Two members who write with each other, or one who asked the other and waits."""

    asker = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Who asked.",
        kept=_KEPT,
    )
    asked = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Who was asked.",
        kept=_KEPT,
    )
    asker_as = held(
        models.ForeignKey(OtherName, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="The earlier name of whoever asked, if they left their earlier words under it.",
        kept=_KEPT,
    )
    asked_as = held(
        models.ForeignKey(OtherName, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="The earlier name of whoever was asked, if they left their earlier words under it.",
        kept=_KEPT,
    )
    asked_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When. You see it only roughly.", kept=_KEPT)
    reaches = held(
        models.BooleanField(),
        SENSITIVE,
        why="Whether whoever was asked gets to see it. Whoever asks is never told.",
        kept=_KEPT,
    )
    declined_at = held(
        models.DateTimeField(null=True),
        SENSITIVE,
        why="That whoever was asked put it away. Whoever asked is never told.",
        kept=_KEPT,
    )
    accepted_at = held(
        models.DateTimeField(null=True), PSEUDONYMOUS, why="When they accepted it. Before, no words.", kept=_KEPT
    )
    left_by = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", null=True),
        SENSITIVE,
        why="Who no longer meets the other, because they blocked them or took back what they asked.",
        kept=_KEPT,
    )
    last_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When something was last written, so that your list is in order and the talk goes in time.",
        kept=_KEPT,
    )

    objects = TalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asker", "asked"],
                condition=Q(asker_as__isnull=True, asked_as__isnull=True),
                name="one_talk_of_each_pair",
            ),
            models.CheckConstraint(name="nobody_asks_themselves", condition=~Q(asker=models.F("asked"))),
        ]
        indexes = [models.Index(fields=["last_at"], name="talk_by_age")]

    @property
    def is_open(self) -> bool:
        """Was it accepted?"""
        return self.accepted_at is not None

    def other_than(self, account_id: UUID | None) -> Account:
        """The other one of the two."""
        other: Account = self.asked if self.asker_id == account_id else self.asker
        return other

    def name_of(self, account_id: UUID | None) -> OtherName | None:
        """The earlier name under which one of the two stands here; None for their pseudonym."""
        name: OtherName | None = self.asker_as if self.asker_id == account_id else self.asked_as
        return name

    def shown_name(self, account: Account) -> str:
        """The name of one of the two, as the other one knows it."""
        earlier = self.name_of(account.pk)
        return earlier.name if earlier else account.pseudonym


class PrivateMessageQuerySet(models.QuerySet["PrivateMessage"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of the talks one can see; what the team put out of sight, or one of the two wrote after a block, only for
        its writer."""
        if actor.id is None:
            return self.none()
        pair = Q(account_id=actor.id, blocked_id=OuterRef("author_id"))
        pair |= Q(account_id=OuterRef("author_id"), blocked_id=actor.id)
        apart = Exists(Block.objects.filter(pair, at__lt=OuterRef("written_at")))
        mine = self.filter(talk__in=Talk.objects.visible_to(actor))
        return mine.filter(Q(author_id=actor.id) | (Q(hidden_at__isnull=True) & ~apart))


class PrivateMessage(Record):
    """What one of the two wrote to the other."""

    talk = held(
        models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="messages"),
        NOTHING_PERSONAL,
        why="In which talk it stands.",
        kept=_WORDS,
    )
    author = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose words they are.",
        kept=_WORDS,
    )
    words = held(
        SealedTextField(), SEALED, why="What you wrote to the other. The team cannot read it unasked.", kept=_WORDS
    )
    warnings = held(models.JSONField(default=list), SENSITIVE, why="The content warnings you gave it.", kept=_WORDS)
    written_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When. You see it only roughly.", kept=_WORDS)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that words sent twice by accident stand there once.",
        kept=_WORDS,
    )
    hidden_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When the team put it out of sight, after the other one asked it to look.",
        kept=_WORDS,
    )
    hidden_reason = held(SealedTextField(blank=True), SEALED, why="Why, as we told whoever wrote it.", kept=_WORDS)

    objects = PrivateMessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["talk", "written_at", "id"], name="private_in_order")]

    @property
    def html(self) -> str:
        """The words, safe to show. They lie sealed, so this is made when somebody reads."""
        return render(self.words)

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_withdrawn(self) -> bool:
        """A single message is not taken back: the whole talk is ended."""
        return False

    @property
    def is_held(self) -> bool:
        """Private words never wait for anybody."""
        return False
