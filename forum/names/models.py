"""Names other than one's pseudonym."""

from typing import Self

from django.db import models

from forum.accounts.actors import Actor
from forum.accounts.models import Account
from forum.core.held import NOTHING_PERSONAL, PSEUDONYMOUS, SENSITIVE, held
from forum.core.models import Record

_KEPT = "Until you close your account."


class NameKind(models.TextChoices):
    """How somebody came to have another name."""

    ONE_OFF = "one_off", "a name for one thread"
    FORMER = "former", "a name somebody had before"


class OtherNameQuerySet(models.QuerySet["OtherName"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only one's own: that two names are one person is nobody else's to know, the team included."""
        return self.filter(account_id=actor.id) if actor.id else self.none()


class OtherName(Record):
    """A name under which somebody wrote, and which is not their pseudonym of today."""

    account = held(
        models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+"),
        SENSITIVE,
        why="Who writes under this name. Members and moderators are never shown it.",
        kept=_KEPT,
    )
    name = held(
        models.CharField(max_length=30), PSEUDONYMOUS, why="The name others see beside those words.", kept=_KEPT
    )
    kind = held(
        models.CharField(max_length=8, choices=NameKind),
        NOTHING_PERSONAL,
        why="Whether it is a name for one thread or one you had before.",
        kept=_KEPT,
    )
    at = held(models.DateTimeField(), PSEUDONYMOUS, why="Since when the name is yours.", kept=_KEPT)

    objects = OtherNameQuerySet.as_manager()
