"""Boards."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.permissions import SITE, Permission, allows
from forum.core.held import NOTHING_PERSONAL, held
from forum.core.models import Record

_KEPT = "As long as the board is there."


class Holds(models.TextChoices):
    """Whose first words wait for a look before others read them, and when."""

    NEVER = "never", "Never: everybody's words appear at once"
    AWAY = "away", "While nobody from the team is here"
    ALWAYS = "always", "Always: somebody reads the first posts of a new member before others do"


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody who is signed in may read every board."""
        return self if allows(actor, Permission.BOARD_READ, SITE) else self.none()

    def in_order(self) -> Self:
        """As the service arranged them."""
        return self.order_by("position", "name")


class Board(Record):
    """A topic area."""

    name = held(
        models.CharField(max_length=60, unique=True),
        NOTHING_PERSONAL,
        why="What the board is called.",
        kept=_KEPT,
    )
    purpose = held(models.CharField(max_length=300), NOTHING_PERSONAL, why="What the board is for.", kept=_KEPT)
    ground_rules = held(models.TextField(blank=True), NOTHING_PERSONAL, why="What holds in this board.", kept=_KEPT)
    position = held(
        models.PositiveSmallIntegerField(default=0),
        NOTHING_PERSONAL,
        why="The order of the boards.",
        kept=_KEPT,
    )
    holds_newcomers = held(
        models.CharField(max_length=8, choices=Holds.choices, default=Holds.NEVER),
        NOTHING_PERSONAL,
        why="Whether the posts of new members wait here until somebody from the team has read them.",
        kept=_KEPT,
    )

    objects = BoardQuerySet.as_manager()
