"""Check-ins: one member's rhythm, and their last answer."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "Until you change it, end your check-ins, or close your account."
_ANSWER = f"Until your next answer, and for {settings.RETENTION['check_ins'].days} days at most."
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Rhythm(models.TextChoices):
    """How often somebody wants to be asked."""

    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    OWN_DAYS = "own_days", "On days of the week that I choose"


class Mood(models.TextChoices):
    """What somebody answered."""

    OK = "ok", "I am OK"
    SO_SO = "so_so", "So-so"
    NOT_OK = "not_ok", "I am not OK"


_STEPS = {Rhythm.DAILY: 1, Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14}


def next_after(day: date, rhythm: str, weekdays: str = "") -> date:
    """The first day after `day` on which somebody with this rhythm is asked."""
    if rhythm != Rhythm.OWN_DAYS:
        return day + timedelta(days=_STEPS[Rhythm(rhythm)])
    chosen = weekdays.split()
    following = (day + timedelta(days=number) for number in range(1, 8))
    return next(one for one in following if WEEKDAYS[one.weekday()] in chosen)


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()

    def due(self, today: date) -> Self:
        """Those whose day has come, of people who are asked at all."""
        return self.filter(next_on__lte=today, paused_at__isnull=True, account__is_active=True)


class CheckIn(Record):
    """How often one member wants to be asked how they are, and what they answered last."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who wants to be asked how they are.",
        kept=_KEPT,
    )
    rhythm = held(
        models.CharField(max_length=12, choices=Rhythm), SENSITIVE, why="How often you want to be asked.", kept=_KEPT
    )
    weekdays = held(
        models.CharField(max_length=30, blank=True, default=""),
        SENSITIVE,
        why="On which days of the week, if you chose some.",
        kept=_KEPT,
    )
    next_on = held(models.DateField(), SENSITIVE, why="On which day you are asked next.", kept=_KEPT)
    paused_at = held(
        models.DateTimeField(null=True), PSEUDONYMOUS, why="Since when you do not want to be asked.", kept=_KEPT
    )
    look_after = held(
        models.PositiveSmallIntegerField(null=True),
        SENSITIVE,
        why="After how many days without an answer you want somebody to look, if you asked for that.",
        kept=_KEPT,
    )
    told_for = held(
        models.DateField(null=True), NOTHING_PERSONAL, why="So that you are told once for each day.", kept=_KEPT
    )
    looked_for = held(
        models.DateField(null=True),
        SENSITIVE,
        why="So that we look once, if you asked for that and did not answer.",
        kept=_KEPT,
    )
    answer = held(
        models.CharField(max_length=8, choices=Mood, blank=True, default=""),
        SENSITIVE,
        why="What you answered last.",
        kept=_ANSWER,
    )
    words = held(
        SealedTextField(null=True),  # type: ignore[misc]  # Nothing is there once it is forgotten.
        SEALED,
        why="What you wrote with your last answer.",
        kept=_ANSWER,
    )
    answered_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When you answered last.", kept=_ANSWER)
    submission = held(
        models.UUIDField(null=True), NOTHING_PERSONAL, why="So that an answer sent twice counts once.", kept=_ANSWER
    )

    objects = CheckInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["next_on"], name="check_in_due")]
        constraints = [
            models.CheckConstraint(
                name="own_days_are_chosen",
                condition=~models.Q(rhythm="own_days") | ~models.Q(weekdays=""),
            )
        ]

    @property
    def is_paused(self) -> bool:
        """Does the member not want to be asked just now?"""
        return self.paused_at is not None

    def is_due(self, today: date) -> bool:
        """Has its day come?"""
        return not self.is_paused and self.next_on <= today

    def is_silent(self, today: date) -> bool:
        """Did the member ask us to look by now, and has nobody yet?"""
        if self.look_after is None or not self.is_due(today) or self.looked_for == self.next_on:
            return False
        return today - self.next_on >= timedelta(days=self.look_after)
