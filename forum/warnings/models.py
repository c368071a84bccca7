"""Where a person's filter profile differs from the shared defaults."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record
from forum.warnings.taxonomy import View

_KEPT = "Until you change it back or close your account."


class FilterChoiceQuerySet(models.QuerySet["FilterChoice"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: what somebody filters is nobody else's to know, the team included."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class FilterChoice(Record):
    """How one person wants to meet one content warning, where that is not the default."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose choice it is.",
        kept=_KEPT,
    )
    warning = held(
        models.CharField(max_length=32),
        SENSITIVE,
        why="The content warning you made a choice about. Nobody but you can see it.",
        kept=_KEPT,
    )
    view = held(
        models.CharField(max_length=8, choices=[(view, view) for view in View]),
        SENSITIVE,
        why="How you want to meet posts with that warning.",
        kept=_KEPT,
    )

    objects = FilterChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "warning"], name="one_choice_for_each_warning"),
            models.CheckConstraint(name="view_is_known", condition=models.Q(view__in=[view.value for view in View])),
        ]
