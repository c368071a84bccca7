"""The entries of the trail and the one row that says where it ends.

Both are written by `services.append` alone. The database refuses to change or remove an entry (migration 0002).
"""

from django.db import models

from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, held
from moderation.audit.chain import Line

_ALWAYS = "As long as this service runs, so that nobody can tidy the past."
_PROOF = "So that a line that was changed, moved or removed is found."


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> "EntryQuerySet":
        """Managers see the trail; nobody else knows that there is a page of it."""
        return self.all() if allows(actor, Permission.AUDIT_READ, SITE) else self.none()

    def newest(self, *, before: int | None, size: int) -> "EntryQuerySet":
        """The `size` entries written before the entry `before`, newest first."""
        older = self if before is None else self.filter(sequence__lt=before)
        return older.order_by("-sequence")[:size]


class Entry(models.Model):
    """One thing that happened. Its number is its key, because the chain proves the order; it is in no address."""

    sequence = held(
        models.BigIntegerField(primary_key=True),
        NOTHING_PERSONAL,
        why="The place of this line in the trail.",
        kept=_ALWAYS,
    )
    at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When it happened, so that the team can answer for what it did and when.",
        kept=_ALWAYS,
    )
    action = held(
        models.CharField(max_length=64),
        PSEUDONYMOUS,
        why="What happened, as one of a fixed list of names. Never your words.",
        kept=_ALWAYS,
    )
    actor_id = held(
        models.UUIDField(null=True),
        PSEUDONYMOUS,
        why="The random number of the account that did it. After an account is closed the number leads nowhere.",
        kept=_ALWAYS,
    )
    actor_role = held(
        models.CharField(max_length=16),
        NOTHING_PERSONAL,
        why="Whether a member, somebody from the team or the service itself did it.",
        kept=_ALWAYS,
    )
    subject = held(
        models.JSONField(),
        PSEUDONYMOUS,
        why="The random numbers of what it was done to. Never your words.",
        kept=_ALWAYS,
    )
    previous = held(models.CharField(max_length=64), NOTHING_PERSONAL, why=_PROOF, kept=_ALWAYS)
    hash = held(models.CharField(max_length=64), NOTHING_PERSONAL, why=_PROOF, kept=_ALWAYS)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="audit_counts_from_one", condition=models.Q(sequence__gte=1))]

    @property
    def line(self) -> Line:
        """What this entry says, as it is sealed."""
        return Line(
            sequence=self.sequence,
            at=self.at,
            action=self.action,
            actor_id=self.actor_id,
            actor_role=self.actor_role,
            subject=self.subject,
            previous=self.previous,
        )


class Head(models.Model):
    """Where the trail ends. There is one row; whoever appends holds its lock, so entries are written one by one."""

    id = held(
        models.PositiveSmallIntegerField(primary_key=True, default=1),
        NOTHING_PERSONAL,
        why="There is only one such row.",
        kept=_ALWAYS,
    )
    sequence = held(
        models.BigIntegerField(),
        NOTHING_PERSONAL,
        why="The number of the last line of the trail.",
        kept=_ALWAYS,
    )
    hash = held(models.CharField(max_length=64, blank=True), NOTHING_PERSONAL, why=_PROOF, kept=_ALWAYS)
    seal = held(models.CharField(max_length=64), NOTHING_PERSONAL, why=_PROOF, kept=_ALWAYS)

    class Meta:
        constraints = [models.CheckConstraint(name="audit_has_one_head", condition=models.Q(id=1))]

    @property
    def anchor(self) -> str:
        """The head as one writes it down elsewhere: SEQ:HASH."""
        return f"{self.sequence}:{self.hash or '-'}"
