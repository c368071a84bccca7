"""Conversations and what stands in them."""

from typing import Self

from django.conf import settings
from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Permission, Role, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.markup import render
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = f"{settings.RETENTION['cases'].days} days after the conversation ended."


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, actor: Actor) -> Self:
        """A member's own; for a practitioner the ones they opened or wrote in."""
        if not allows(actor, Permission.INBOX_READ, SITE):
            return self.none()
        if actor.role == Role.MEMBER:
            return self.filter(member_id=actor.id)
        wrote = Letter.objects.filter(conversation=models.OuterRef("pk"), from_team=True, writer_id=actor.id)
        return self.filter(models.Q(opened_by_id=actor.id) | models.Exists(wrote))


class Conversation(Record):
    """The team and one member, writing to each other in the site."""

    member = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Who the conversation is with.",
        kept=_KEPT,
    )
    opened_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Who from the team began it. Empty when the service itself wrote.",
        kept=_KEPT,
    )
    title = held(
        models.CharField(max_length=80),
        NOTHING_PERSONAL,
        why="What the list of messages calls it, in words that tell nothing.",
        kept=_KEPT,
    )
    opened_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it began. You see it only roughly.", kept=_KEPT)
    last_letter_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When somebody last wrote, so that the list is in order. You see it only roughly.",
        kept=_KEPT,
    )
    closed_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When it ended, so that you know whether anybody reads it.",
        kept=_KEPT,
    )

    objects = ConversationQuerySet.as_manager()

    @property
    def is_from_the_service(self) -> bool:
        """Did nobody in particular begin it? Then it only tells what was done."""
        return self.opened_by_id is None

    @property
    def is_over(self) -> bool:
        """Does nobody read new letters here any more?"""
        return self.closed_at is not None


class Kind(models.TextChoices):
    """What stands in a conversation."""

    MESSAGE = "message", "a letter from a person"
    STEP = "step", "a plain line that says what was done"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may read the conversation reads all of it."""
        return self.filter(conversation__in=Conversation.objects.visible_to(actor))

    def in_order(self) -> Self:
        """As they were written."""
        return self.order_by("written_at", "pk")


class Letter(Record):
    """One person's words in a conversation, or one step. Letters are never changed."""

    conversation = held(
        models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="letters"),
        NOTHING_PERSONAL,
        why="Where the letter stands.",
        kept=_KEPT,
    )
    kind = held(
        models.CharField(max_length=8, choices=Kind),
        NOTHING_PERSONAL,
        why="Whether a person wrote it or the service tells what was done.",
        kept=_KEPT,
    )
    from_team = held(
        models.BooleanField(), NOTHING_PERSONAL, why="Whether it came from the team or from you.", kept=_KEPT
    )
    writer = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True),
        PSEUDONYMOUS,
        why="Who wrote it: you, or somebody from the team under their duty name.",
        kept=_KEPT,
    )
    words = held(SealedTextField(), SEALED, why="What you and the team wrote to each other.", kept=_KEPT)
    written_at = held(
        models.DateTimeField(), PSEUDONYMOUS, why="When it was written. You see it only roughly.", kept=_KEPT
    )
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a letter sent twice by accident is one letter.",
        kept=_KEPT,
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["conversation", "written_at", "id"], name="letter_in_order")]
        constraints = [
            models.CheckConstraint(
                name="steps_come_from_the_service",
                condition=models.Q(kind=Kind.MESSAGE, writer__isnull=False)
                | models.Q(kind=Kind.STEP, writer__isnull=True, from_team=True),
            )
        ]

    @property
    def html(self) -> str:
        """The words, safe to show. They lie sealed, so this is made when somebody reads."""
        return render(self.words)

    @property
    def is_step(self) -> bool:
        """Is this a line that says what was done?"""
        return self.kind == Kind.STEP
