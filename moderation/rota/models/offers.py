"""Offers: somebody would give their place to all or to one, and the other accepts."""

from typing import Self

from django.db import models
from django.db.models import Q

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, held
from forum.core.models import Record
from moderation.rota.models.shifts import Place

_KEPT = "As long as the shift."


class OfferState(models.TextChoices):
    """How an offer stands."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, those made to oneself, and those made to all."""
        if not allows(actor, Permission.OFFER_READ, SITE):
            return self.none()
        return self.filter(Q(offered_by_id=actor.id) | Q(to_id=actor.id) | Q(to__isnull=True))

    def open(self) -> Self:
        return self.filter(state=OfferState.OPEN)


class Offer(Record):
    """A place somebody would give away, to anybody or to one person, perhaps for one of theirs in return."""

    place = held(
        models.ForeignKey(Place, on_delete=models.CASCADE, related_name="offers"),
        PSEUDONYMOUS,
        why="Which place is offered.",
        kept=_KEPT,
    )
    offered_by = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who offers the place.",
        kept=_KEPT,
    )
    to = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="To whom the place is offered; to everybody if empty.",
        kept=_KEPT,
    )
    in_return = held(
        models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Which place of the other person is asked for in return, if any.",
        kept=_KEPT,
    )
    state = held(
        models.CharField(max_length=9, choices=OfferState.choices, default=OfferState.OPEN),
        NOTHING_PERSONAL,
        why="Whether the offer is open, accepted or withdrawn.",
        kept=_KEPT,
    )
    offered_at = held(models.DateTimeField(), PSEUDONYMOUS, why="When the place was offered.", kept=_KEPT)
    closed_at = held(
        models.DateTimeField(null=True), PSEUDONYMOUS, why="When the offer was accepted or withdrawn.", kept=_KEPT
    )
    accepted_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who accepted the offer.",
        kept=_KEPT,
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="offer_open_once", fields=["place"], condition=Q(state=OfferState.OPEN)),
            models.CheckConstraint(
                name="offer_in_return_is_to_one", condition=Q(in_return__isnull=True) | Q(to__isnull=False)
            ),
        ]
