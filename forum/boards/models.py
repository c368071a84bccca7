"""Boards, who joined those that are joined by choice, and which ones somebody put away."""

from typing import Any, Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.accounts.permissions import SITE, TEAM, Permission, allows
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record

_KEPT = "As long as the board is there."
_ONES_OWN = "Until you change it back or close your account."


class Holds(models.TextChoices):
    """Whose first words wait for a look before others read them, and when."""

    NEVER = "never", "Never: everybody's words appear at once"
    AWAY = "away", "While nobody from the team is here"
    ALWAYS = "always", "Always: somebody reads the first posts of a new member before others do"


class DetailLevel(models.TextChoices):
    """How much of what happened people write about in a board."""

    NONE = "none", "None: nothing here is about what happened"
    SOME = "some", "Some: what happened may be named, with its warnings and without graphic detail"
    OPEN = "open", "Open: detail is allowed, with its warnings; the board is joined by choice"


class BoardState(models.TextChoices):
    """Whether people can write in a board. Threads are never deleted with it."""

    OPEN = "open", "Open: people read and write here"
    READING = "reading", "For reading only: nothing new is written here"
    RETIRED = "retired", "Retired: it is not in the list any more; what was written stays where it is linked from"


class BoardQuerySet(models.QuerySet["Board"]):
    def visible_to(self, actor: Actor) -> Self:
        """Everybody who is signed in may know of every board and what it is for. What is written in one that is joined
        by choice is for those who joined (`read_by`)."""
        return self if allows(actor, Permission.BOARD_READ, SITE) else self.none()

    def listed(self) -> Self:
        """Those that are not retired."""
        return self.exclude(state=BoardState.RETIRED)

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

    detail = held(
        models.CharField(max_length=8, choices=DetailLevel.choices, default=DetailLevel.SOME),
        NOTHING_PERSONAL,
        why="How much of what happened people write about there.",
        kept=_KEPT,
    )
    audience = held(
        models.CharField(max_length=120, blank=True, default=""),
        NOTHING_PERSONAL,
        why="Whom the board is for, where it is not for everybody.",
        kept=_KEPT,
    )
    by_choice = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether what is written there is read only by members who joined the board.",
        kept=_KEPT,
    )
    state = held(
        models.CharField(max_length=8, choices=BoardState.choices, default=BoardState.OPEN),
        NOTHING_PERSONAL,
        why="Whether people can write there, and whether it is in the list.",
        kept=_KEPT,
    )

    objects = BoardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="open_detail_is_joined_by_choice",
                condition=~models.Q(detail=DetailLevel.OPEN) | models.Q(by_choice=True),
            )
        ]

    @property
    def rules(self) -> list[str]:
        """What holds there, a line each."""
        return [line.strip() for line in self.ground_rules.split("\n") if line.strip()]

    @property
    def is_open(self) -> bool:
        """Can something new be written there?"""
        return self.state == BoardState.OPEN


class OnesOwnQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: nobody else learns of it, the team included."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class BoardMembership(Record):
    """Somebody joined a board that is joined by choice. It can say who somebody is, so nobody else is shown it."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who joined.",
        kept="Until you leave the board or close your account.",
    )
    board = held(
        models.ForeignKey(Board, on_delete=models.CASCADE, related_name="memberships"),
        SENSITIVE,
        why="Which board you joined, so that you can read it. Nobody but you can see it.",
        kept="Until you leave the board or close your account.",
    )

    objects = OnesOwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "board"], name="each_board_is_joined_once")]


class PutAway(Record):
    """Somebody would rather not have a board in their list."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose choice it is.",
        kept=_ONES_OWN,
    )
    board = held(
        models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Which board you put away. Nobody but you can see it.",
        kept=_ONES_OWN,
    )

    objects = OnesOwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "board"], name="each_board_is_put_away_once")]


def read_by(actor: Actor, board: str = "board") -> models.Q:
    """The rows whose board `actor` may read in; `board` is the way from the row to its board. The team reads every
    board: it looks after all of them."""
    if actor.role in TEAM:
        return models.Q()
    mine = BoardMembership.objects.visible_to(actor).filter(board_id=models.OuterRef(f"{board}_id"))
    return models.Q(**{f"{board}__by_choice": False}) | models.Q(models.Exists(mine))
