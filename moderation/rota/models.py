"""Shifts and the places on them."""

from datetime import datetime, timedelta

from django.db import models

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, Role, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, held
from forum.core.models import Record

LONGEST = timedelta(hours=12)
# People arrive a little early and finish what they began.
GRACE = timedelta(minutes=15)
_KEPT = "3 years after the shift."


class Duty(models.TextChoices):
    """What somebody is on a shift as."""

    HOST = "host", "Host"
    SECOND = "second", "Second"
    ON_CALL = "on_call", "On call"
    DEPUTY = "deputy", "Deputy"


# Whose presence means that the team is here, and who answers when something is urgent.
HERE = (Duty.HOST, Duty.SECOND)
CALLED = (Duty.ON_CALL, Duty.DEPUTY)
ROLE_FOR = {
    Duty.HOST: Role.MODERATOR,
    Duty.SECOND: Role.MODERATOR,
    Duty.ON_CALL: Role.PRACTITIONER,
    Duty.DEPUTY: Role.PRACTITIONER,
}


class ShiftQuerySet(models.QuerySet["Shift"]):
    def visible_to(self, actor: Actor) -> "ShiftQuerySet":
        """The team sees the rota. Members see only when the team is here (`cover`)."""
        return self.all() if allows(actor, Permission.SHIFT_READ, SITE) else self.none()

    def coming(self, now: datetime) -> "ShiftQuerySet":
        """Not over yet, the next one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "ends_at")


class Shift(Record):
    """A time for which the team plans to be here."""

    starts_at = held(
        models.DateTimeField(db_index=True), NOTHING_PERSONAL, why="When the team plans to be here.", kept=_KEPT
    )
    ends_at = held(
        models.DateTimeField(db_index=True), NOTHING_PERSONAL, why="Until when the team plans to be here.", kept=_KEPT
    )

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="shift_ends_after_start", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
            # Two people who plan the same evening at once make one shift.
            models.UniqueConstraint(name="shift_times_once", fields=["starts_at", "ends_at"]),
        ]

    def is_over(self, now: datetime) -> bool:
        """Has this shift ended?"""
        return self.ends_at <= now


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, actor: Actor) -> "PlaceQuerySet":
        """The team sees who is on which shift."""
        return self.all() if allows(actor, Permission.SHIFT_READ, SITE) else self.none()

    def around(self, now: datetime) -> "PlaceQuerySet":
        """On a shift that is running now, or within the grace before and after it."""
        return self.filter(shift__starts_at__lte=now + GRACE, shift__ends_at__gt=now - GRACE)

    def forgotten(self, now: datetime) -> "PlaceQuerySet":
        """Signed on, though the shift and its grace are over."""
        return self.filter(signed_on_at__isnull=False, signed_off_at__isnull=True, shift__ends_at__lte=now - GRACE)


class Place(Record):
    """One person's place on a shift."""

    shift = held(
        models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="places"),
        NOTHING_PERSONAL,
        why="Which shift the place is on.",
        kept=_KEPT,
    )
    account = held(
        models.ForeignKey(Account, on_delete=models.PROTECT, related_name="places"),
        PSEUDONYMOUS,
        why="Which duty account takes the place, so that the team knows who is here.",
        kept=_KEPT,
    )
    duty = held(
        models.CharField(max_length=8, choices=Duty.choices),
        NOTHING_PERSONAL,
        why="What the person is there as.",
        kept=_KEPT,
    )
    signed_on_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When somebody from the team began their shift, so that we can say honestly who is here.",
        kept=_KEPT,
    )
    signed_off_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When somebody from the team ended their shift, so that we can say honestly who is here.",
        kept=_KEPT,
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="place_duty_is_known", condition=models.Q(duty__in=Duty.values)),
            models.UniqueConstraint(name="place_once_a_shift", fields=["shift", "account"]),
            models.CheckConstraint(
                name="place_ends_after_start",
                condition=models.Q(signed_off_at__isnull=True)
                | models.Q(signed_on_at__isnull=False, signed_off_at__gte=models.F("signed_on_at")),
            ),
        ]

    @property
    def is_signed_on(self) -> bool:
        """Is the person here for it?"""
        return self.signed_on_at is not None and self.signed_off_at is None
