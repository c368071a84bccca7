"""What is left for the next shift and who read it; breaks; debriefs."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core import clock
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from moderation.rota.models import CALLED, Place, Shift

_HANDOVER = "30 days."
_SHIFT = "As long as the shift."
_DEBRIEF = "1 year."


# For how long a shift that follows still reads what was left.
FOLLOWS_WITHIN = timedelta(hours=24)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, actor: Actor) -> Self:
        """The shift's own people; and of the shifts that follow within a day, whoever is here, and whoever is on call
        for them now."""
        if not actor.id or not allows(actor, Permission.HANDOVER_READ, SITE):
            return self.none()
        ones_own = Place.objects.confirmed().filter(account_id=actor.id).values("shift")
        readable = Q(author_id=actor.id) | Q(shift__in=ones_own)
        for place in _here_as(actor.id, clock.now()):
            readable |= Q(
                shift__starts_at__lt=place.shift.starts_at, shift__ends_at__gte=place.shift.starts_at - FOLLOWS_WITHIN
            )
        return self.filter(readable)


class Handover(Record):
    """What one shift leaves for the next."""

    shift = held(
        models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="handovers"),
        NOTHING_PERSONAL,
        why="Which shift left it.",
        kept=_HANDOVER,
    )
    author = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who on the team wrote it.",
        kept=_HANDOVER,
    )
    words = held(
        SealedTextField(),
        SEALED,
        why="What one shift of the team leaves for the next.",
        kept=_HANDOVER,
    )
    written_at = held(models.DateTimeField(db_index=True), PSEUDONYMOUS, why="When it was written.", kept=_HANDOVER)
    submission = held(
        models.UUIDField(unique=True),
        NOTHING_PERSONAL,
        why="So that a form sent twice by accident counts once.",
        kept=_HANDOVER,
    )

    objects = HandoverQuerySet.as_manager()


def _here_as(account_id: UUID, now: datetime) -> list[Place]:
    """The places for which somebody is here, or on call, at `now`."""
    around = Place.objects.around(now).confirmed().filter(account_id=account_id).select_related("shift")
    return [place for place in around if place.is_signed_on or place.duty in CALLED]


class HandoverRead(Record):
    """Somebody on the team read a handover. Its writer sees who."""

    handover = held(
        models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="readings"),
        PSEUDONYMOUS,
        why="Which handover was read.",
        kept=_HANDOVER,
    )
    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who on the team read it.",
        kept=_HANDOVER,
    )
    read_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When they read it.", kept=_HANDOVER)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="handover_read_once", fields=["handover", "account"])]


class Break(Record):
    """A break of somebody on shift. One that the service asked for waits here until the person takes it."""

    place = held(
        models.ForeignKey(Place, on_delete=models.CASCADE, related_name="breaks"),
        PSEUDONYMOUS,
        why="Whose break, on which shift.",
        kept=_SHIFT,
    )
    asked_at = held(
        models.DateTimeField(null=True),
        PSEUDONYMOUS,
        why="When the service asked for the break, after something heavy; empty if nobody asked.",
        kept=_SHIFT,
    )
    started_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When it began.", kept=_SHIFT)
    ended_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When it ended.", kept=_SHIFT)

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="break_ends_after_start", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at"))
            ),
            models.CheckConstraint(
                name="break_was_begun_or_asked_for",
                condition=Q(started_at__isnull=False) | Q(asked_at__isnull=False, ended_at__isnull=True),
            ),
            models.UniqueConstraint(name="one_break_at_a_time", fields=["place"], condition=Q(ended_at__isnull=True)),
        ]


class DebriefQuerySet(models.QuerySet["Debrief"]):
    def visible_to(self, actor: Actor) -> Self:
        """The person's own; those that went to oneself; those that came to oneself later, if the person agreed."""
        if not actor.id or not allows(actor, Permission.DEBRIEF_READ, SITE):
            return self.none()
        handed_over = Q(passed_to_id=actor.id, may_be_passed_on=True)
        return self.filter(Q(place__account_id=actor.id) | Q(supporter_id=actor.id) | handed_over)

    def unanswered(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def overdue(self, now: datetime) -> Self:
        """Whoever has it has not answered in time."""
        return self.unanswered().filter(due_at__lte=now)


class Debrief(Record):
    """How somebody leaves a shift: two minutes, for them and their supporter alone."""

    place = held(
        models.OneToOneField(Place, on_delete=models.CASCADE, related_name="debrief"),
        PSEUDONYMOUS,
        why="Whose debrief, after which shift.",
        kept=_DEBRIEF,
    )
    strain = held(
        SealedTextField(),
        SEALED,
        why="How much the shift took out of somebody on the team, from 1 to 5. They and their supporter can read it.",
        kept=_DEBRIEF,
    )
    stays = held(
        SealedTextField(blank=True, default=""), SEALED, why="What stays with them of the shift.", kept=_DEBRIEF
    )
    alone = held(
        SealedTextField(blank=True, default=""), SEALED, why="Whether they were carrying it alone.", kept=_DEBRIEF
    )
    call_me = held(
        models.BooleanField(default=False), PSEUDONYMOUS, why="Whether they asked to be called back.", kept=_DEBRIEF
    )
    may_be_passed_on = held(
        models.BooleanField(default=False),
        PSEUDONYMOUS,
        why="Whether another supporter may read it if the first cannot answer in time.",
        kept=_DEBRIEF,
    )
    written_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was written.", kept=_DEBRIEF)
    supporter = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="To whom it goes.",
        kept=_DEBRIEF,
    )
    passed_to = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who looks after it instead, if the first supporter could not answer in time.",
        kept=_DEBRIEF,
    )
    due_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="By when it is answered.", kept=_DEBRIEF)
    answered_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When it was answered.", kept=_DEBRIEF)
    answered_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who answered.",
        kept=_DEBRIEF,
    )
    answer = held(SealedTextField(blank=True, default=""), SEALED, why="What they answered.", kept=_DEBRIEF)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="debrief_waiting_by_due", condition=Q(answered_at__isnull=True))
        ]

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def holder_id(self) -> UUID | None:
        """Who is to answer it now."""
        return self.passed_to_id or self.supporter_id
