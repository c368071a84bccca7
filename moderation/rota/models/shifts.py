"""Shifts and the places on them."""

from datetime import datetime, timedelta

from django.db import models

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from moderation.rota.duties import Duty, Need, needs_of, usual_needs
from moderation.rota.models.patterns import Pattern

LONGEST = timedelta(hours=12)
# People arrive a little early and finish what they began.
GRACE = timedelta(minutes=15)
_KEPT = "3 years after the shift."


class ShiftQuerySet(models.QuerySet["Shift"]):
    def visible_to(self, actor: Actor) -> "ShiftQuerySet":
        """The team sees the rota. Members see only when the team is here (`cover`)."""
        return self.all() if allows(actor, Permission.SHIFT_READ, SITE) else self.none()

    def around(self, now: datetime) -> "ShiftQuerySet":
        """Running now, or within the grace before and after it."""
        # The lower bound on the start tells nothing new, but lets the index skip the years before.
        return self.filter(starts_at__gt=now - 3 * LONGEST, starts_at__lte=now + GRACE, ends_at__gt=now - GRACE)

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

    pattern = held(
        models.ForeignKey(Pattern, on_delete=models.SET_NULL, null=True, related_name="shifts"),
        NOTHING_PERSONAL,
        why="Which pattern the shift was made from, if any.",
        kept=_KEPT,
    )
    pattern_day = held(
        models.DateField(null=True),
        NOTHING_PERSONAL,
        why="Which day of its pattern the shift is, so that making shifts again changes nothing.",
        kept=_KEPT,
    )
    needs = held(
        models.JSONField(default=usual_needs),
        NOTHING_PERSONAL,
        why="How many people the shift needs for each duty, at least and ideally.",
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
        why="Whether the people on the shift choose among themselves who leads it.",
        kept=_KEPT,
    )
    is_by_hand = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether a manager changed this one shift, so that its pattern leaves it as it is.",
        kept=_KEPT,
    )

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="shift_once_a_pattern_day", fields=["pattern", "pattern_day"]),
            models.CheckConstraint(
                name="shift_ends_after_start", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
            # Two people who plan the same evening at once make one shift.
            models.UniqueConstraint(name="shift_times_once", fields=["starts_at", "ends_at"]),
        ]

    @property
    def wanted(self) -> tuple[Need, ...]:
        """How many people it needs, duty by duty."""
        return needs_of(self.needs)

    def is_over(self, now: datetime) -> bool:
        """Has this shift ended?"""
        return self.ends_at <= now


class State(models.TextChoices):
    """How far a place has come."""

    ASKED = "asked", "Waits for a manager"
    CONFIRMED = "confirmed", "Confirmed"
    GIVEN_UP = "given_up", "Cannot come"


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, actor: Actor) -> "PlaceQuerySet":
        """The team sees who is on which shift."""
        return self.all() if allows(actor, Permission.SHIFT_READ, SITE) else self.none()

    def confirmed(self) -> "PlaceQuerySet":
        """Neither waiting for a manager nor given up."""
        return self.filter(state=State.CONFIRMED)

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

    state = held(
        models.CharField(max_length=9, choices=State.choices, default=State.CONFIRMED),
        NOTHING_PERSONAL,
        why="Whether the place is confirmed, waits for a manager, or was given up.",
        kept=_KEPT,
    )
    taken_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When the place was taken.",
        kept=_KEPT,
    )
    placed_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who put the person on the shift: they themselves, or a manager.",
        kept=_KEPT,
    )
    overridden = held(
        models.JSONField(default=list, blank=True),
        PSEUDONYMOUS,
        why="Which soft rules of the rota a manager set aside for this place.",
        kept=_KEPT,
    )
    cover_asked_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When the person asked for somebody else to take the place. Nobody has to say why.",
        kept=_KEPT,
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="place_duty_is_known", condition=models.Q(duty__in=Duty.values)),
            models.CheckConstraint(name="place_state_is_known", condition=models.Q(state__in=State.values)),
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


class Override(Record):
    """A manager set soft rules aside for a place, with a reason that the person may read too."""

    place = held(
        models.OneToOneField(Place, on_delete=models.CASCADE, related_name="override"),
        PSEUDONYMOUS,
        why="For which place rules were set aside.",
        kept=_KEPT,
    )
    reason = held(SealedTextField(), SEALED, why="Why a manager set rules of the rota aside.", kept=_KEPT)
    by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Which manager did.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When they did.", kept=_KEPT)

    objects = models.Manager()
