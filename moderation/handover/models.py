"""What is left for the next shift and who read it; breaks; debriefs."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField
from moderation.rota.models import Place, Shift

_HANDOVER = "30 days."
_SHIFT = "As long as the shift."
_DEBRIEF = "1 year."


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever reads handovers at all; which of them, their policy says."""
        return self if allows(actor, Permission.HANDOVER_READ, SITE) else self.none()


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

    objects = HandoverQuerySet.as_manager()


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
    """A break of somebody on shift."""

    place = held(
        models.ForeignKey(Place, on_delete=models.CASCADE, related_name="breaks"),
        PSEUDONYMOUS,
        why="Whose break, on which shift.",
        kept=_SHIFT,
    )
    started_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it began.", kept=_SHIFT)
    ended_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When it ended.", kept=_SHIFT)
    is_insisted_on = held(
        models.BooleanField(default=False),
        PSEUDONYMOUS,
        why="Whether the service asked for it, after something heavy.",
        kept=_SHIFT,
    )

    objects = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="break_ends_after_start", condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at"))
            ),
            models.UniqueConstraint(name="one_break_at_a_time", fields=["place"], condition=Q(ended_at__isnull=True)),
        ]


class DebriefQuerySet(models.QuerySet["Debrief"]):
    def visible_to(self, actor: Actor) -> Self:
        """The person's own, and those that were sent to oneself as their supporter."""
        if not allows(actor, Permission.DEBRIEF_READ, SITE):
            return self.none()
        return self.filter(Q(place__account_id=actor.id) | Q(supporter_id=actor.id))

    def unanswered(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def overdue(self, now: datetime) -> Self:
        """Sent to a supporter who has not answered in time."""
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
    written_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When it was written.", kept=_DEBRIEF)
    supporter = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="To whom it goes.",
        kept=_DEBRIEF,
    )
    due_at = held(models.DateTimeField(), NOTHING_PERSONAL, why="By when the supporter answers.", kept=_DEBRIEF)
    answered_at = held(models.DateTimeField(null=True), PSEUDONYMOUS, why="When they answered.", kept=_DEBRIEF)
    answer = held(SealedTextField(blank=True, default=""), SEALED, why="What they answered.", kept=_DEBRIEF)

    objects = DebriefQuerySet.as_manager()
