"""Every step between stages, with the named person who signed it off."""

from typing import Self

from django.db import models

from forum.accounts.models import Account
from forum.accounts.permissions import SITE, Actor, Permission, Stage, allows
from forum.core.held import PSEUDONYMOUS, SEALED, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "Until 1 year after the person left the team."
_STAGES = [(stage, stage) for stage in Stage]


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; whoever signs stages off sees everybody's."""
        if allows(actor, Permission.STAGE_CHANGE, SITE):
            return self
        return self.filter(account_id=actor.id) if allows(actor, Permission.STAGE_READ, SITE) else self.none()


class Step(Record):
    """Somebody came to another stage. Going back needs no reason and costs no standing."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="steps"),
        PSEUDONYMOUS,
        why="Whose step it is.",
        kept=_KEPT,
    )
    before = held(models.CharField(max_length=8, choices=_STAGES), PSEUDONYMOUS, why="The stage before.", kept=_KEPT)
    after = held(models.CharField(max_length=8, choices=_STAGES), PSEUDONYMOUS, why="The stage after.", kept=_KEPT)
    signed_by = held(
        models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+"),
        PSEUDONYMOUS,
        why="Who signed it off, or the person who asked to go back.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="When the step was made.", kept=_KEPT)
    words = held(
        SealedTextField(blank=True, default=""),
        SEALED,
        why="What whoever signed it off said to the person.",
        kept=_KEPT,
    )

    objects = StepQuerySet.as_manager()
