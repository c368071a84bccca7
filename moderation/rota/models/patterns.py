"""Patterns: which shifts come again and again, and the days on which they do not."""

from typing import Self

from django.db import models

from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, held
from forum.core.models import Record
from moderation.rota.duties import Need, needs_of, usual_needs

_KEPT = "Until a manager removes the pattern."


class OnHoliday(models.TextChoices):
    """What a pattern does on a bank holiday."""

    KEEP = "keep", "We are here as usual"
    SKIP = "skip", "We are not here"


class PatternQuerySet(models.QuerySet["Pattern"]):
    def visible_to(self, actor: Actor) -> Self:
        """Managers plan by patterns; everybody else sees the shifts that come of them."""
        return self if allows(actor, Permission.PATTERN_WRITE, SITE) else self.none()


class Pattern(Record):
    """Shifts that come again: a rule (RFC 5545, its RRULE part) in the service's own wall time."""

    name = held(models.CharField(max_length=60), NOTHING_PERSONAL, why="What the pattern is called.", kept=_KEPT)
    rule = held(
        models.CharField(max_length=300),
        NOTHING_PERSONAL,
        why="On which days the pattern makes a shift.",
        kept=_KEPT,
    )
    first_day = held(models.DateField(), NOTHING_PERSONAL, why="From which day on the pattern holds.", kept=_KEPT)
    last_day = held(
        models.DateField(null=True), NOTHING_PERSONAL, why="Until which day the pattern holds, if any.", kept=_KEPT
    )
    starts = held(
        models.TimeField(), NOTHING_PERSONAL, why="When its shifts start, by the service's clock.", kept=_KEPT
    )
    ends = held(models.TimeField(), NOTHING_PERSONAL, why="When its shifts end, by the service's clock.", kept=_KEPT)
    needs = held(
        models.JSONField(default=usual_needs),
        NOTHING_PERSONAL,
        why="How many people its shifts need for each duty, at least and ideally.",
        kept=_KEPT,
    )
    needs_approval = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether a manager looks at a sign-up before it counts.",
        kept=_KEPT,
    )
    lead_rotates = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether the people on a shift choose among themselves who leads it.",
        kept=_KEPT,
    )
    on_holidays = held(
        models.CharField(max_length=4, choices=OnHoliday.choices, default=OnHoliday.KEEP),
        NOTHING_PERSONAL,
        why="What the pattern does on a bank holiday.",
        kept=_KEPT,
    )

    objects = PatternQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pattern_ends_after_it_begins",
                condition=models.Q(last_day__isnull=True) | models.Q(last_day__gte=models.F("first_day")),
            )
        ]

    @property
    def wanted(self) -> tuple[Need, ...]:
        """How many people its shifts need, duty by duty."""
        return needs_of(self.needs)


class PatternException(Record):
    """A day on which a pattern makes no shift."""

    pattern = held(
        models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="exceptions"),
        NOTHING_PERSONAL,
        why="Which pattern leaves the day out.",
        kept=_KEPT,
    )
    day = held(models.DateField(), NOTHING_PERSONAL, why="The day that is left out.", kept=_KEPT)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="exception_once_a_day", fields=["pattern", "day"])]


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody on the team sees the bank holidays in the rota."""
        return self if allows(actor, Permission.SHIFT_READ, SITE) else self.none()


class Holiday(Record):
    """A bank holiday where the service is."""

    day = held(models.DateField(unique=True), NOTHING_PERSONAL, why="The day.", kept="Until a manager removes it.")
    name = held(
        models.CharField(max_length=60), NOTHING_PERSONAL, why="What the day is.", kept="Until a manager removes it."
    )

    objects = HolidayQuerySet.as_manager()
