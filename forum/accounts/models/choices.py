"""What somebody chose for themselves, the browsers they are signed in on, and when they plan to return."""

from typing import Self

from django.db import models

from forum.accounts.models.account import Account
from forum.accounts.permissions import Actor
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SEALED, SENSITIVE, held
from forum.core.models import Record
from forum.core.sealed import SealedTextField

_KEPT = "Until you change it or close your account."
_OPEN = "Until you sign out there."
_AWAY = "Until you are back."


class AccountChoicesQuerySet(models.QuerySet["AccountChoices"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class AccountChoices(Record):
    """How one person wants this place to behave. Nobody who has no row chose anything."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Whose choices they are.",
        kept=_KEPT,
    )
    locks_after = held(
        models.PositiveSmallIntegerField(null=True),
        NOTHING_PERSONAL,
        why="After how many minutes without a key or a touch the page is covered, if you asked for that.",
        kept=_KEPT,
    )
    region = held(
        models.CharField(max_length=40, blank=True, default=""),
        SENSITIVE,
        why="The region whose help lines you want to see first, if you chose one.",
        kept=_KEPT,
    )
    own_word = held(
        models.CharField(max_length=40, blank=True, default=""),
        SENSITIVE,
        why="The word you use for yourself, if you chose one. Only your own pages use it.",
        kept=_KEPT,
    )
    keeps_place = held(
        models.BooleanField(default=True),
        NOTHING_PERSONAL,
        why="Whether we remember which threads you have read, so that new posts can be marked.",
        kept=_KEPT,
    )
    offers_answers = held(
        models.BooleanField(default=False),
        NOTHING_PERSONAL,
        why="Whether threads that nobody has answered yet are shown to you first.",
        kept=_KEPT,
    )

    objects = AccountChoicesQuerySet.as_manager()


class SignedInQuerySet(models.QuerySet["SignedIn"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: where somebody is signed in is nobody else's business."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class SignedIn(Record):
    """One browser that somebody is signed in on, under a name they give it."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who is signed in.",
        kept=_OPEN,
    )
    mark = held(
        models.CharField(max_length=32, unique=True),
        PSEUDONYMOUS,
        why="A scrambled form of the session's key, so that this entry ends with the session.",
        kept=_OPEN,
    )
    session_key = held(
        SealedTextField(),
        SEALED,
        why="The key of the session, so that you can sign out there from here.",
        kept=_OPEN,
    )
    name = held(
        SealedTextField(),
        SEALED,
        why="What you call this browser. We never ask the browser what it is.",
        kept=_OPEN,
    )
    began_at = held(
        models.DateTimeField(),
        PSEUDONYMOUS,
        why="When you signed in there. You see it only roughly.",
        kept=_OPEN,
    )

    objects = SignedInQuerySet.as_manager()


class PlannedReturnQuerySet(models.QuerySet["PlannedReturn"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class PlannedReturn(Record):
    """Somebody takes a break from this place and said when they plan to come back."""

    account = held(
        models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+"),
        PSEUDONYMOUS,
        why="Who takes a break.",
        kept=_AWAY,
    )
    on = held(models.DateField(), PSEUDONYMOUS, why="The day you plan to return.", kept=_AWAY)
    note = held(
        SealedTextField(),
        SEALED,
        why="What you wrote to yourself for the day you return. Only you can read it.",
        kept=_AWAY,
    )

    objects = PlannedReturnQuerySet.as_manager()
