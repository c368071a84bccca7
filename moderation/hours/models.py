"""Time that no shift tells of, corrections, and expenses."""

from typing import Self

from django.db import models
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from moderation.rota.models import Place

# HMRC asks employers to keep payroll records for 3 years after the tax year they are about.
_KEPT = "4 years."


class Kind(models.TextChoices):
    """What the time went to."""

    SHIFT = "shift", "On shift"
    TRAINING = "training", "Training"
    SUPERVISION = "supervision", "Supervision"
    MEETING = "meeting", "Meeting"
    OTHER = "other", "Something else"


class TimeEntryQuerySet(models.QuerySet["TimeEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; whoever corrects hours sees everybody's."""
        if allows(actor, Permission.HOURS_CORRECT, SITE):
            return self
        return self.filter(account_id=actor.id) if allows(actor, Permission.HOURS_READ, SITE) else self.none()


class TimeEntry(Record):
    """Minutes that somebody wrote down, or by which what a shift tells was corrected. An entry is never changed:
    another one sets it right."""

    account = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="time_entries"),
        PSEUDONYMOUS,
        why="Whose time it is.",
        kept=_KEPT,
    )
    day = held(models.DateField(), PSEUDONYMOUS, why="On which day.", kept=_KEPT)
    kind = held(models.CharField(max_length=11, choices=Kind.choices), PSEUDONYMOUS, why="What it went to.", kept=_KEPT)
    minutes = held(models.SmallIntegerField(), PSEUDONYMOUS, why="How long; less than nothing takes away.", kept=_KEPT)
    words = held(
        SealedTextField(blank=True, default=""), SEALED, why="A word about it, or why it was set right.", kept=_KEPT
    )
    place = held(
        models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="corrections"),
        PSEUDONYMOUS,
        why="Which shift it corrects, if any.",
        kept=_KEPT,
    )
    corrects = held(
        models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections"),
        PSEUDONYMOUS,
        why="Which entry it corrects, if any.",
        kept=_KEPT,
    )
    written_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+"),
        PSEUDONYMOUS,
        why="Who wrote it.",
        kept=_KEPT,
    )
    written_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was written.", kept=_KEPT)
    submission = held(
        models.UUIDField(null=True, unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept=_KEPT,
    )

    objects = TimeEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="entry_is_some_time", condition=~Q(minutes=0))]


class ExpenseState(models.TextChoices):
    """How far an expense has come."""

    ASKED = "asked", "Waits for a manager"
    AGREED = "agreed", "Agreed"
    PAID = "paid", "Paid"
    DECLINED = "declined", "Not agreed"


class ExpenseQuerySet(models.QuerySet["Expense"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; whoever decides about expenses sees everybody's."""
        if allows(actor, Permission.EXPENSE_DECIDE, SITE):
            return self
        return self.filter(account_id=actor.id) if allows(actor, Permission.EXPENSE_READ, SITE) else self.none()


class Expense(Record):
    """Money that somebody spent for the work."""

    account = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="expenses"),
        PSEUDONYMOUS,
        why="Who spent it.",
        kept=_KEPT,
    )
    day = held(models.DateField(), PSEUDONYMOUS, why="On which day.", kept=_KEPT)
    pence = held(models.PositiveIntegerField(), PSEUDONYMOUS, why="How much.", kept=_KEPT)
    words = held(SealedTextField(), SEALED, why="What for.", kept=_KEPT)
    state = held(
        models.CharField(max_length=8, choices=ExpenseState.choices, default=ExpenseState.ASKED),
        NOTHING_PERSONAL,
        why="How far it has come.",
        kept=_KEPT,
    )
    asked_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was asked for.", kept=_KEPT)
    decided_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When it was decided.", kept=_KEPT)
    decided_by = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Which manager decided.",
        kept=_KEPT,
    )
    answer = held(SealedTextField(blank=True, default=""), SEALED, why="What they answered.", kept=_KEPT)
    submission = held(
        models.UUIDField(null=True, unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept=_KEPT,
    )

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="expense_is_some_money", condition=Q(pence__gt=0)),
            models.CheckConstraint(
                name="expense_decided_by_another",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("account")),
            ),
        ]
