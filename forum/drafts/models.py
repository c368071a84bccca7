"""What somebody is writing and has not sent."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "Until you send it or delete it, a week after you last wrote on it at most."


class WritingDraftQuerySet(models.QuerySet["WritingDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: what nobody has sent is nobody else's to read, the team included."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class WritingDraft(Record):
    """One draft for each place: a board, a thread. `content` is what a form typed into there holds, as JSON."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose draft it is.",
        kept=_KEPT,
    )
    place = held(
        models.CharField(max_length=48),
        SENSITIVE,
        why="Where you were about to write. Nobody but you can see it.",
        kept=_KEPT,
    )
    content = held(
        SealedTextField(),
        SEALED,
        why="What you are writing and have not sent. Nobody but you can read it.",
        kept=_KEPT,
    )
    other = held(
        SealedTextField(blank=True),
        SEALED,
        why="What you wrote at the same time on another page for the same place, so that it is not lost.",
        kept=_KEPT,
    )
    revision = held(
        models.PositiveIntegerField(default=1),
        NOTHING_PERSONAL,
        why="How often it was kept, so that two open pages notice each other.",
        kept=_KEPT,
    )
    kept_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was last kept.", kept=_KEPT)

    objects = WritingDraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="one_draft_for_each_place")]
        indexes = [models.Index(fields=["kept_at"], name="draft_oldest_first")]
